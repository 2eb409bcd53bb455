import { listOwnTools, readOwnTool, saveToolPage, type ToolAnswers, type ToolId } from "@kring/domain/contract";
import { queryOptions } from "@tanstack/react-query";
import { call } from "../../../shared/call.ts";

export const ownToolsQuery = queryOptions({
  queryKey: ["own", "tools"],
  queryFn: async ({ signal }) => (await call(listOwnTools, {}, signal)).tools,
});

export const ownToolQuery = (toolId: ToolId) =>
  queryOptions({
    queryKey: ["own", "tools", toolId],
    queryFn: ({ signal }) => call(readOwnTool, { params: { toolId } }, signal),
  });

export interface PagePlace {
  toolId: ToolId;
  entry: number;
  pageKey: string;
}

/** Saves the answers of a page; `done` closes it. */
export const savePage = (place: PagePlace, answers: ToolAnswers, done: boolean) =>
  call(saveToolPage, { params: place, body: { answers, done } });
