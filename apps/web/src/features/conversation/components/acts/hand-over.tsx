import { type ConversationView, type Handle, handOverConversation } from "@kring/domain/contract";
import { RadioGroup, useToast } from "@kring/ui";
import { useId, useState } from "react";
import { useMe } from "../../../../shared/me.ts";
import { nameOf, othersIn, partInWords } from "../../model/people.ts";
import { useAct } from "../../use-act.ts";
import { useSay } from "../../use-say.ts";
import { useSayAct } from "../../use-say-act.ts";
import type { ActDialogPart } from "./act-button.tsx";
import { ActDialog } from "./act-dialog.tsx";

export const useHandOver = (view: ConversationView) =>
  useAct((kring, handle: Handle) =>
    kring.change(handOverConversation, { params: { conversationId: view.id }, body: { handle } }),
  );

/** V-06: another participant leads from then on; no name, no history changes by it. */
export function HandOverDialog({ view, onClose }: ActDialogPart) {
  const say = useSayAct();
  const showToast = useToast();
  const names = useNames(view);
  const [to, setTo] = useState<Handle>();
  const [isMissing, setMissing] = useState(false);
  const handOver = useHandOver(view);
  const submit = () => {
    if (to === undefined) return setMissing(true);
    const done = () => {
      onClose();
      showToast({ text: say("handOver.done", { name: names(to) }) });
    };
    handOver.mutate(to, { onSuccess: done });
  };
  return (
    <ActDialog
      isOpen
      onClose={onClose}
      title={say("handOver.title")}
      submit={say("handOver.submit")}
      onSubmit={submit}
      change={handOver}
    >
      <p className="soft">{say("handOver.lead")}</p>
      <SuccessorChoice
        view={view}
        value={to}
        onChange={setTo}
        error={isMissing && to === undefined ? say("handOver.missing") : undefined}
      />
    </ActDialog>
  );
}

/** The name of a participant, as the reader sees them. */
export function useNames(view: ConversationView): (handle: Handle) => string {
  const say = useSay();
  return (handle) => {
    const person = othersIn(view.roster).find((one) => one.handle === handle);
    return person === undefined ? say("anonymous") : nameOf(person, say);
  };
}

export interface SuccessorChoiceProps {
  view: ConversationView;
  value: Handle | undefined;
  onChange: (handle: Handle) => void;
  error?: string | undefined;
}

/** Who takes the lead: anybody else who takes part now. */
export function SuccessorChoice({ view, value, onChange, error }: SuccessorChoiceProps) {
  const say = useSay();
  const sayAct = useSayAct();
  const { account } = useMe();
  const group = useId();
  const others = othersIn(view.roster).filter(({ leftAt }) => leftAt === null);
  return (
    <RadioGroup
      name={group}
      label={sayAct("handOver.whom")}
      options={others.map((person) => ({
        value: person.handle,
        label: nameOf(person, say),
        hint: partInWords(person, view.roster, account.kind, say),
      }))}
      value={value}
      onChange={(handle) => onChange(handle as Handle)}
      error={error}
    />
  );
}
