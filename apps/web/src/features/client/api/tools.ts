import {
  assignTool,
  changeToolGuide,
  giveFeedback,
  listClientTasks,
  listClientTools,
  readClientTool,
} from "@kring/domain/contract";
import { queryOptions } from "@tanstack/react-query";
import { call } from "../../../shared/call.ts";
import { useChange } from "../../../shared/use-change.ts";

export const toolsQuery = (clientId: string) =>
  queryOptions({
    queryKey: ["client", clientId, "tools"],
    queryFn: ({ signal }) => call(listClientTools, { params: { clientId } }, signal),
  });

export const toolQuery = (clientId: string, toolId: string) =>
  queryOptions({
    queryKey: ["client", clientId, "tools", toolId],
    queryFn: ({ signal }) => call(readClientTool, { params: { clientId, toolId } }, signal),
  });

export const useAssignTool = (clientId: string) =>
  useChange((body: { catalogueKey: string; guided: boolean }) => call(assignTool, { params: { clientId }, body }));

export const useChangeGuide = (clientId: string, toolId: string) =>
  useChange((guided: boolean) => call(changeToolGuide, { params: { clientId, toolId }, body: { guided } }));

export const useGiveFeedback = (clientId: string, toolId: string) =>
  useChange((body: { after: string; text: string }) => call(giveFeedback, { params: { clientId, toolId }, body }));

export const tasksQuery = (clientId: string) =>
  queryOptions({
    queryKey: ["client", clientId, "tasks"],
    queryFn: async ({ signal }) => (await call(listClientTasks, { params: { clientId } }, signal)).tasks,
  });
