import {
  listOwnTools,
  readOwnCatalogue,
  readOwnTool,
  saveToolPage,
  startOwnTool,
  type ToolAnswers,
  type ToolId,
} from "@kring/domain/contract";
import { queryOptions } from "@tanstack/react-query";
import { call } from "../../../shared/call.ts";
import { useChange } from "../../../shared/use-change.ts";

export const ownToolsQuery = queryOptions({
  queryKey: ["own", "tools"],
  queryFn: async ({ signal }) => (await call(listOwnTools, {}, signal)).tools,
});

export const ownToolQuery = (toolId: ToolId) =>
  queryOptions({
    queryKey: ["own", "tools", toolId],
    queryFn: ({ signal }) => call(readOwnTool, { params: { toolId } }, signal),
  });

/** What a related person can start for themself (P-08). */
export const ownCatalogueQuery = queryOptions({
  queryKey: ["own", "tool-catalogue"],
  queryFn: async ({ signal }) => (await call(readOwnCatalogue, {}, signal)).tools,
});

export const useStartTool = () => useChange((catalogueKey: string) => call(startOwnTool, { body: { catalogueKey } }));

export interface PagePlace {
  toolId: ToolId;
  entry: number;
  pageKey: string;
}

/** Saves the answers of a page; `done` closes it. */
export const savePage = (place: PagePlace, answers: ToolAnswers, done: boolean) =>
  call(saveToolPage, { params: place, body: { answers, done } });
