import { changeTopic } from "@kring/domain/contract";
import { TextField, useToast } from "@kring/ui";
import { useState } from "react";
import { useAct } from "../../use-act.ts";
import { useSayAct } from "../../use-say-act.ts";
import type { ActDialogPart } from "./act-button.tsx";
import { ActDialog } from "./act-dialog.tsx";

const longest = 120;

/** Gives the conversation another topic, or none. */
export function TopicDialog({ view, onClose }: ActDialogPart) {
  const say = useSayAct();
  const showToast = useToast();
  const [typed, setTyped] = useState(view.topic ?? "");
  const change = useAct((kring, topic: string | null) =>
    kring.change(changeTopic, { params: { conversationId: view.id }, body: { topic } }),
  );
  const submit = () => {
    const done = () => {
      onClose();
      showToast({ text: say("topic.done") });
    };
    change.mutate(typed.trim() === "" ? null : typed.trim(), { onSuccess: done });
  };
  return (
    <ActDialog
      isOpen
      onClose={onClose}
      title={say("topic.title")}
      submit={say("topic.submit")}
      onSubmit={submit}
      change={change}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextField
          label={say("topic.label")}
          hint={say("topic.hint")}
          value={typed}
          maxLength={longest}
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value)}
        />
      </form>
    </ActDialog>
  );
}
