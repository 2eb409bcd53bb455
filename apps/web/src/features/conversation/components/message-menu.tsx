import type { Conversation } from "@kring/client";
import type { ConversationView, MessageEntry } from "@kring/domain/contract";
import { Button, Dialog, DialogPart, Menu, type MenuAct, useToast } from "@kring/ui";
import { Copy, Pencil, Reply, Trash2 } from "lucide-react";
import { useRef, useState } from "react";
import { useMe } from "../../../shared/me.ts";
import { messageInLine } from "../model/message-in-words.ts";
import { useChangeDraft } from "../use-draft.ts";
import { useSay } from "../use-say.ts";

export interface MessageMenuProps {
  conversation: Conversation;
  view: ConversationView;
  message: MessageEntry;
  button: HTMLElement;
  onClose: () => void;
}

/** The focus that a closing menu gives back comes first. */
const focusComposer = () => setTimeout(() => document.querySelector<HTMLElement>(".composer textarea")?.focus(), 60);

/** What one can do with a message: answer, copy, and with one's own change or delete it. */
export function MessageMenu({ conversation, view, message, button, onClose }: MessageMenuProps) {
  const say = useSay();
  const toast = useToast();
  const changeDraft = useChangeDraft(view.id);
  const [isDeleting, setDeleting] = useState(false);
  const willDelete = useRef(false);
  // As whom one writes now: what was said under an earlier handle is not one's own any more.
  const now = view.roster.participants.find(({ you, leftAt }) => you && leftAt === null);
  const isOwn = now?.handle === message.by;
  // Who came back answers nothing of the time before: the answer would tell who they were then.
  const canAnswer = now !== undefined && (now.joinedAt === null || now.readsAll || message.at >= now.joinedAt);
  const copy = () =>
    navigator.clipboard.writeText(message.text).then(
      () => toast({ text: say("message:actions.copied") }),
      () => toast({ text: say("message:actions.notCopied") }),
    );
  const acts: (MenuAct | false)[] = [
    view.can.send &&
      canAnswer && {
        id: "reply",
        label: say("message:actions.reply"),
        icon: Reply,
        onAct: () => {
          changeDraft({ re: message.n, edit: undefined });
          focusComposer();
        },
      },
    message.text !== "" && {
      id: "copy",
      label: say("message:actions.copy"),
      icon: Copy,
      onAct: () => void copy(),
    },
    view.can.send &&
      isOwn &&
      message.text !== "" && {
        id: "edit",
        label: say("message:actions.edit"),
        icon: Pencil,
        onAct: () => {
          changeDraft({ edit: { of: message.n, text: message.text } });
          focusComposer();
        },
      },
    view.can.send &&
      isOwn && {
        id: "delete",
        label: say("message:actions.delete"),
        icon: Trash2,
        isDanger: true,
        onAct: () => {
          willDelete.current = true;
          setDeleting(true);
        },
      },
  ];
  // Choosing closes the menu too; the question that follows keeps this part on the page.
  const closeUnlessDeleting = () =>
    setTimeout(() => {
      if (!willDelete.current) onClose();
    });
  return (
    <>
      <Menu
        label={say("message:actions.label")}
        isOpen={!isDeleting}
        triggerRef={{ current: button }}
        acts={acts.filter((act) => act !== false)}
        onClose={closeUnlessDeleting}
      />
      {isDeleting && (
        <DeleteMessage
          message={message}
          onClose={onClose}
          onDelete={() => {
            conversation.remove(message.n);
            onClose();
          }}
        />
      )}
    </>
  );
}

interface DeleteMessageProps {
  message: MessageEntry;
  onDelete: () => void;
  onClose: () => void;
}

function DeleteMessage({ message, onDelete, onClose }: DeleteMessageProps) {
  const say = useSay();
  const { account } = useMe();
  return (
    <Dialog isOpen onClose={onClose} title={say("message:delete.title")} closeLabel={say("common:close")}>
      <DialogPart
        actions={
          <>
            <Button onPress={onClose}>{say("common:cancel")}</Button>
            <Button variant="danger-final" onPress={onDelete}>
              {say("message:delete.act")}
            </Button>
          </>
        }
      >
        <p className="quote">{messageInLine(message, say)}</p>
        <p>{say("message:delete.text")}</p>
        {account.kind === "professional" && <p>{say("message:delete.logged")}</p>}
      </DialogPart>
    </Dialog>
  );
}
