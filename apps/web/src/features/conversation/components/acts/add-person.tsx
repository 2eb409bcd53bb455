import { addParticipant, type Partner } from "@kring/domain/contract";
import { SearchField, Skeleton, useToast } from "@kring/ui";
import { useState } from "react";
import { useMe } from "../../../../shared/me.ts";
import { useLanguage } from "../../../../shared/use-language.ts";
import { useRefusal } from "../../../../shared/use-refusal.ts";
import type { Candidate } from "../../model/candidates.ts";
import { whatAddedReads } from "../../model/what-added-reads.ts";
import { useAct } from "../../use-act.ts";
import { useAddable } from "../../use-addable.ts";
import { useSayAct } from "../../use-say-act.ts";
import { CandidateChoice } from "../candidate-choice.tsx";
import type { ActDialogPart } from "./act-button.tsx";
import { ActDialog } from "./act-dialog.tsx";

/** V-02: the manager adds somebody; before it is done it says what they will read. */
export function AddDialog({ view, onClose }: ActDialogPart) {
  const say = useSayAct();
  const sayRefusal = useRefusal();
  const language = useLanguage();
  const { account } = useMe();
  const showToast = useToast();
  const [typed, setTyped] = useState("");
  const { candidates, error, isSearched, find } = useAddable(view, typed);
  const [chosen, setChosen] = useState<Candidate | null>(null);
  const [isMissing, setMissing] = useState(false);
  const add = useAct((kring, partner: Partner) =>
    kring.change(addParticipant, { params: { conversationId: view.id }, body: { partner } }),
  );
  const submit = () => {
    if (chosen === null) return setMissing(true);
    const done = () => {
      onClose();
      showToast({ text: say("add.done", { name: chosen.name }) });
    };
    add.mutate(chosen.partner, { onSuccess: done });
  };
  const shown =
    chosen === null || candidates?.some(({ key }) => key === chosen.key) ? candidates : [chosen, ...(candidates ?? [])];
  const isNobody = candidates?.length === 0 && find === "";
  return (
    <ActDialog
      isOpen
      onClose={onClose}
      title={say("add.title")}
      submit={say("add.submit")}
      onSubmit={submit}
      change={add}
      notFound={say("add.refused")}
      isBare={isNobody || (candidates === undefined && error !== null)}
    >
      <p className="soft">{say(isNobody ? "add.nobody" : "add.lead")}</p>
      {isSearched && (
        <SearchField label={say("start.find")} value={typed} onChange={setTyped} clearLabel={say("common:clear")} />
      )}
      {candidates === undefined && error === null && <Skeleton label={say("common:loading")} rows={3} kind="lines" />}
      {candidates === undefined && error !== null && <p role="alert">{sayRefusal(error)}</p>}
      {shown !== undefined && shown.length > 0 && (
        <CandidateChoice
          one
          label={say("add.whom")}
          candidates={shown}
          chosen={new Set(chosen === null ? [] : [chosen.key])}
          onToggle={setChosen}
          error={isMissing && chosen === null && say("add.missing")}
        />
      )}
      <p className="sm mute" role="status">
        {find !== "" && shown?.length === 0 && say("start.noneFound", { query: find })}
      </p>
      {chosen !== null && (
        <ul className="what-reads" aria-live="polite">
          {whatAddedReads(chosen, view.roster, account.kind, language, say).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </ActDialog>
  );
}
