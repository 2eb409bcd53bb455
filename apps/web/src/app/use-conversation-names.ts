import { useCallback } from "react";
import { titleOf } from "../features/conversation/model/titles.ts";
import { useSay } from "../features/conversation/use-say.ts";
import type { NameOfPlace } from "../shared/place-names.ts";
import { useKring, useStore } from "../shared/realtime.ts";
import { useLanguage } from "../shared/use-language.ts";

/** Names the conversations that are in the list by what the list calls them. */
export function useConversationNames(): NameOfPlace {
  const { items } = useStore(useKring().conversations);
  const language = useLanguage();
  const say = useSay();
  return useCallback(
    (path) => {
      const view = items.find(({ id }) => path === `/conversations/${id}`);
      return view === undefined ? null : titleOf(view, language, say);
    },
    [items, language, say],
  );
}
