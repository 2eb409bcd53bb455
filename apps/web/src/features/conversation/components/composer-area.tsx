import type { Conversation, KringClient } from "@kring/client";
import { type ConversationId, type ConversationView, type Handle, MESSAGE_MAX_LENGTH } from "@kring/domain/contract";
import { Composer, ComposerNote, TypingIndicator } from "@kring/ui";
import { BookOpen, Lock, UsersRound } from "lucide-react";
import { useCallback, useState } from "react";
import { listInWords } from "../../../shared/dates.ts";
import { useKring } from "../../../shared/realtime.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { useDetailsOpen } from "../details-open.ts";
import { othersIn, partnersIn, shortNames } from "../model/people.ts";
import { whoReads } from "../model/who-reads.ts";
import { useSay } from "../use-say.ts";

/** What was begun and not sent, as long as the account is in use on this page. */
const draftsOf = new WeakMap<KringClient, Map<ConversationId, string>>();

function useDraft(id: ConversationId): [string, (text: string) => void] {
  const kring = useKring();
  const drafts = draftsOf.get(kring) ?? new Map<ConversationId, string>();
  draftsOf.set(kring, drafts);
  const [text, setText] = useState(() => drafts.get(id) ?? "");
  const keep = (next: string) => {
    drafts.set(id, next);
    setText(next);
  };
  return [text, keep];
}

/** A keyboard without glass in front of it: focus opens nothing over the page. */
const hasRealKeyboard = (): boolean => matchMedia("(hover: hover) and (pointer: fine)").matches;

export interface ComposerAreaProps {
  conversation: Conversation;
  view: ConversationView;
  typing: readonly Handle[];
}

/** Who reads, who is typing, and where one writes; or why one can't. */
export function ComposerArea({ conversation, view, typing }: ComposerAreaProps) {
  const say = useSay();
  const language = useLanguage();
  const [text, setText] = useDraft(view.id);
  const askFocus = useCallback((area: HTMLTextAreaElement | null) => {
    if (area && hasRealKeyboard()) area.dataset.pageFocus = "";
  }, []);
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
  const isTooLong = text.trim().length > MESSAGE_MAX_LENGTH;
  const send = (typed: string) => {
    const message = typed.replaceAll("\u0000", "").trim();
    if (message === "" || isTooLong) return;
    setText("");
    conversation.send(message);
  };
  const type = (typed: string) => {
    setText(typed);
    if (typed.trim() !== "") conversation.typing();
  };
  return (
    <Composer
      value={text}
      onChange={type}
      onSend={send}
      label={say("composer.label")}
      placeholder={say(partnersIn(view.roster).length > 1 ? "composer.toAll" : "composer.toOne")}
      sendLabel={say("composer.send")}
      inputRef={askFocus}
      error={isTooLong && say("composer.tooLong", { max: MESSAGE_MAX_LENGTH })}
      note={
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
      }
    />
  );
}
