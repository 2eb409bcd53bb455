import type { ToolAnswers } from "@kring/domain/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import { ownToolQuery, ownToolsQuery, type PagePlace, savePage } from "./api/tools.ts";
import { type Autosave, createAutosave, type SaveState } from "./model/autosave.ts";

const quietMs = 800;
const againMs = 5_000;

/** Keeps the answers of one page safe while they are typed. */
export function useAutosave(place: PagePlace): { autosave: Autosave<ToolAnswers>; state: SaveState } {
  const queryClient = useQueryClient();
  const [autosave] = useState(() =>
    createAutosave<ToolAnswers>({
      save: async (answers) => {
        const tool = await savePage(place, answers, false);
        queryClient.setQueryData(ownToolQuery(place.toolId).queryKey, tool);
        void queryClient.invalidateQueries({ queryKey: ownToolsQuery.queryKey, exact: true });
      },
      quietMs,
      againMs,
      now: Date.now,
    }),
  );
  useEffect(() => {
    const flush = () => autosave.flush();
    const events = ["online", "pagehide"] as const;
    for (const name of events) window.addEventListener(name, flush);
    document.addEventListener("visibilitychange", flush);
    return () => {
      for (const name of events) window.removeEventListener(name, flush);
      document.removeEventListener("visibilitychange", flush);
      flush();
    };
  }, [autosave]);
  return { autosave, state: useSyncExternalStore(autosave.subscribe, autosave.getSnapshot) };
}
