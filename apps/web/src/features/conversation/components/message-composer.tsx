import type { Conversation } from "@kring/client";
import { type ConversationView, type Entry, MESSAGE_MAX_LENGTH } from "@kring/domain/contract";
import { Composer, IconButton } from "@kring/ui";
import { X } from "lucide-react";
import { type ReactNode, useCallback, useSyncExternalStore } from "react";
import { useMe } from "../../../shared/me.ts";
import { messageInLine } from "../model/message-in-words.ts";
import { findPerson, nameOf, partnersIn, type Say } from "../model/people.ts";
import { findMessage, lastOwnMessage } from "../model/rows.ts";
import { acceptedFiles } from "../model/uploads.ts";
import { useChangeDraft, useDraft } from "../use-draft.ts";
import { useSay } from "../use-say.ts";
import { useUploads } from "../use-uploads.ts";
import { UploadList } from "./upload-list.tsx";

/** A keyboard without glass in front of it: focus opens nothing over the page. */
const hasRealKeyboard = (): boolean => matchMedia("(hover: hover) and (pointer: fine)").matches;

export interface MessageComposerProps {
  conversation: Conversation;
  view: ConversationView;
  entries: readonly Entry[];
  /** Who reads, and who is typing. */
  note: ReactNode;
}

/** Where one writes, answers and changes. */
export function MessageComposer({ conversation, view, entries, note }: MessageComposerProps) {
  const say = useSay();
  const { account } = useMe();
  const draft = useDraft(view.id);
  const changeDraft = useChangeDraft(view.id);
  const uploads = useUploads(view.id);
  const files = useSyncExternalStore(uploads.subscribe, uploads.getSnapshot);
  const askFocus = useCallback((area: HTMLTextAreaElement | null) => {
    if (area && hasRealKeyboard()) area.dataset.pageFocus = "";
  }, []);
  const { edit, re } = draft;
  const text = edit?.text ?? draft.text;
  const isTooLong = text.trim().length > MESSAGE_MAX_LENGTH;
  const areFilesReady = files.every(({ state }) => state === "ready");

  const type = (typed: string) => {
    changeDraft(edit === undefined ? { text: typed } : { edit: { ...edit, text: typed } });
    if (edit === undefined && typed.trim() !== "") conversation.typing();
  };
  const saveEdit = (message: string, of: number) => {
    if (message === "") return;
    changeDraft({ edit: undefined });
    if (findMessage(entries, of)?.text !== message) conversation.edit(of, message);
  };
  const send = (typed: string) => {
    const message = typed.replaceAll("\u0000", "").toWellFormed().trim();
    if (isTooLong) return;
    if (edit !== undefined) return saveEdit(message, edit.of);
    if (!areFilesReady) return;
    const attachments = uploads.take();
    if (message === "" && attachments.length === 0) return;
    changeDraft({ text: "", re: undefined });
    conversation.send(message, {
      ...(re === undefined ? {} : { re }),
      ...(attachments.length === 0 ? {} : { files: attachments }),
    });
  };
  const editLast = () => {
    const last = lastOwnMessage(entries, view.roster);
    if (last && files.length === 0 && re === undefined) changeDraft({ edit: { of: last.n, text: last.text } });
  };
  const stop = () => changeDraft(edit === undefined ? { re: undefined } : { edit: undefined });
  const of = edit?.of ?? re;
  return (
    <Composer
      value={text}
      onChange={type}
      onSend={send}
      label={say("composer.label")}
      placeholder={say(partnersIn(view.roster).length > 1 ? "composer.toAll" : "composer.toOne")}
      sendLabel={edit === undefined ? say("composer.send") : say("message:edit.save")}
      isSaving={edit !== undefined}
      inputRef={askFocus}
      error={errorOf(
        isTooLong,
        edit === undefined && !areFilesReady && files.some(({ state }) => state === "failed"),
        say,
      )}
      canSendEmpty={edit === undefined && files.length > 0}
      attach={
        edit === undefined
          ? { label: say("message:attach.add"), accept: acceptedFiles, onFiles: uploads.add }
          : undefined
      }
      format={{
        openLabel: say("message:format.open"),
        label: say("message:format.label"),
        names: {
          bold: say("message:format.bold"),
          italic: say("message:format.italic"),
          list: say("message:format.list"),
          quote: say("message:format.quote"),
          code: say("message:format.code"),
        },
      }}
      attachments={
        (of !== undefined || files.length > 0) && (
          <>
            {of !== undefined && (
              <Context of={of} isEdit={edit !== undefined} view={view} entries={entries} onStop={stop} />
            )}
            {edit === undefined && files.length > 0 && (
              <UploadList
                uploads={uploads}
                shown={files}
                hasCaution={account.kind === "related-person" && files.some(({ isPicture }) => !isPicture)}
              />
            )}
          </>
        )
      }
      onEscape={of === undefined ? undefined : stop}
      onUp={editLast}
      note={note}
    />
  );
}

function errorOf(isTooLong: boolean, hasFailedFiles: boolean, say: Say): string | false {
  if (isTooLong) return say("composer.tooLong", { max: MESSAGE_MAX_LENGTH });
  return hasFailedFiles && say("message:attach.notYet");
}

interface ContextProps {
  of: number;
  isEdit: boolean;
  view: ConversationView;
  entries: readonly Entry[];
  onStop: () => void;
}

/** Above the text: the message that is answered or changed. */
function Context({ of, isEdit, view, entries, onStop }: ContextProps) {
  const say = useSay();
  const message = findMessage(entries, of);
  const person = message && findPerson(view.roster, message.by);
  const toWhom = person?.you
    ? say("message:reply.toYou")
    : say("message:reply.to", { name: person ? nameOf(person, say) : say("anonymous") });
  return (
    <div className="context">
      <div className="grow">
        <b>{isEdit ? say("message:edit.title") : toWhom}</b>
        {message && <span className="quoted">{messageInLine(message, say)}</span>}
      </div>
      <IconButton label={say(isEdit ? "message:edit.cancel" : "message:reply.cancel")} icon={X} onPress={onStop} />
    </div>
  );
}
