import { type ConversationView, proposeParticipant } from "@kring/domain/contract";
import { RadioGroup, TextArea, useToast } from "@kring/ui";
import { useId, useState } from "react";
import { findYou, presentIn } from "../../model/people.ts";
import { useAct } from "../../use-act.ts";
import { useSayAct } from "../../use-say-act.ts";
import type { ActDialogPart } from "./act-button.tsx";
import { ActDialog } from "./act-dialog.tsx";
import { useNames } from "./hand-over.tsx";

type Whom = "client" | "inviter" | null;
const longestNote = 300;

/** The client and the therapist who invited the reader, where they do not take part. */
function proposable({ roster }: ConversationView): { value: "client" | "inviter"; label: string }[] {
  const present = presentIn(roster);
  const invitedBy = findYou(roster)?.invitedBy;
  const { about } = roster;
  const options: { value: "client" | "inviter"; label: string }[] = [];
  if (about !== null && !present.some(({ kind }) => kind === "client")) {
    options.push({ value: "client", label: about.name });
  }
  if (
    invitedBy?.kind === "therapist" &&
    !present.some(({ kind, name }) => kind === "professional" && name === invitedBy.name)
  ) {
    options.push({ value: "inviter", label: invitedBy.name });
  }
  return options;
}

/** V-02: a related person who doesn't lead proposes to whoever does. */
export function ProposeDialog({ view, onClose }: ActDialogPart) {
  const say = useSayAct();
  const showToast = useToast();
  const names = useNames(view);
  const group = useId();
  const options = proposable(view);
  const [whom, setWhom] = useState<Whom | undefined>(options.length === 0 ? null : undefined);
  const [note, setNote] = useState("");
  const [isAsked, setAsked] = useState(false);
  const manager = view.roster.participants.find((person) => person.manager);
  const propose = useAct((kring, body: { whom: Whom; note: string }) =>
    kring.change(proposeParticipant, { params: { conversationId: view.id }, body }),
  );
  const isNoteMissing = whom === null && note.trim() === "";
  const submit = () => {
    setAsked(true);
    if (whom === undefined || isNoteMissing) return;
    const done = () => {
      onClose();
      showToast({ text: say("propose.done") });
    };
    propose.mutate({ whom, note: note.trim() }, { onSuccess: done });
  };
  return (
    <ActDialog
      isOpen
      onClose={onClose}
      title={say("propose.title")}
      submit={say("propose.submit")}
      onSubmit={submit}
      change={propose}
    >
      <p className="soft">{say("propose.lead", { manager: manager === undefined ? "" : names(manager.handle) })}</p>
      {options.length > 0 && (
        <RadioGroup
          name={group}
          label={say("propose.whom")}
          options={[...options, { value: "someone", label: say("propose.someone"), hint: say("propose.someoneHint") }]}
          value={whom === null ? "someone" : whom}
          onChange={(value) => setWhom(value === "someone" ? null : (value as "client" | "inviter"))}
          error={isAsked && whom === undefined && say("propose.missing")}
        />
      )}
      <TextArea
        label={say("propose.note")}
        hint={say(whom === null ? "propose.noteHintNeeded" : "propose.noteHint")}
        value={note}
        rows={3}
        maxLength={longestNote}
        onChange={(event) => setNote(event.target.value)}
        error={isAsked && isNoteMissing && say("propose.missingNote")}
      />
    </ActDialog>
  );
}
