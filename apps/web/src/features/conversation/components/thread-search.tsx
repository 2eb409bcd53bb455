import type { ConversationId } from "@kring/domain/contract";
import { IconButton, SearchField } from "@kring/ui";
import { X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useSay } from "../use-say.ts";
import { FoundMessages } from "./found-messages.tsx";

/** Search within one conversation, over its messages. Escape closes. */
export function ThreadSearch({ id, onClose }: { id: ConversationId; onClose: () => void }) {
  const say = useSay();
  const [query, setQuery] = useState("");
  const part = useRef<HTMLElement>(null);
  useEffect(() => part.current?.querySelector("input")?.focus(), []);
  return (
    <search
      className="thread-search"
      ref={part}
      aria-label={say("message:search.open")}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || query !== "") return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
    >
      <div className="thread-search-head">
        <SearchField
          label={say("message:search.label")}
          value={query}
          onChange={setQuery}
          clearLabel={say("message:search.clear")}
        />
        <IconButton label={say("message:search.close")} icon={X} onPress={onClose} />
      </div>
      {query.trim() !== "" && (
        <div className="thread-search-found">
          <FoundMessages query={query} conversation={id} onGo={onClose} />
        </div>
      )}
    </search>
  );
}
