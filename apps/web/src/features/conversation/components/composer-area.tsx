import type { Conversation } from "@kring/client";
import type { ConversationView, Entry, Handle } from "@kring/domain/contract";
import { ComposerNote, TypingIndicator } from "@kring/ui";
import { BookOpen, Lock, UsersRound } from "lucide-react";
import { listInWords } from "../../../shared/dates.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { useDetailsOpen } from "../details-open.ts";
import { othersIn, partnersIn, shortNames } from "../model/people.ts";
import { whoReads } from "../model/who-reads.ts";
import { useSay } from "../use-say.ts";
import { MessageComposer } from "./message-composer.tsx";

export interface ComposerAreaProps {
  conversation: Conversation;
  view: ConversationView;
  typing: readonly Handle[];
  entries: readonly Entry[];
}

/** Who reads, who is typing, and where one writes; or why one can't. */
export function ComposerArea({ conversation, view, typing, entries }: ComposerAreaProps) {
  const say = useSay();
  const language = useLanguage();
  const reads = whoReads(view, language, say);
  const details = useDetailsOpen();
  if (!view.can.send) {
    const why = view.left ? "left" : view.closed ? "closed" : "readOnly";
    return (
      <div className="composer">
        <div className="inner">
          <ComposerNote icon={Lock}>{say(`composer.${why}`)}</ComposerNote>
        </div>
      </div>
    );
  }
  const typists = othersIn(view.roster).filter(({ handle }) => typing.includes(handle));
  const short = shortNames(partnersIn(view.roster), say);
  const names = typists.map(({ handle }) => short.get(handle) ?? "");
  const note = (
    <ComposerNote
      icon={reads.about === "history" ? BookOpen : UsersRound}
      more={{
        label: say("composer.whoReads"),
        isOpen: details.isOpen,
        onPress: () => details.setOpen(!details.isOpen),
      }}
      typing={
        names.length > 0 && (
          <TypingIndicator>
            {say("typing", { count: names.length, names: listInWords(names, language) })}
          </TypingIndicator>
        )
      }
    >
      {reads.text}
    </ComposerNote>
  );
  return <MessageComposer conversation={conversation} view={view} entries={entries} note={note} />;
}
