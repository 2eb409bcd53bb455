import type { ClientProposal } from "@kring/domain/contract";
import { Button, Dialog, DialogPart, FieldError, TextField, useToast } from "@kring/ui";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { refusalCode } from "../../../shared/call.ts";
import { InvitationLanguage } from "../../../shared/invitation-language.tsx";
import { useLanguage } from "../../../shared/use-language.ts";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { useAcceptProposal } from "../api/proposals.ts";
import { useFieldRules } from "../use-field-rules.ts";

export interface AcceptProposalProps {
  proposal: ClientProposal;
  isOpen: boolean;
  onClose: () => void;
}

/** Makes the account that was proposed; the secretary gives the client ID. */
export function AcceptProposal({ proposal: { id, name, by }, isOpen, onClose }: AcceptProposalProps) {
  const { t } = useTranslation(["proposal", "common"]);
  const say = useRefusal();
  const form = useId();
  const showToast = useToast();
  const { number: judge } = useFieldRules();
  const accept = useAcceptProposal(id);
  const [language, setLanguage] = useState(useLanguage());
  const [number, setNumber] = useState("");
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const judged = judge(number);
    setProblem(judged === true ? undefined : judged);
    if (judged !== true) return;
    await accept.mutateAsync({ clientNumber: number.trim(), language });
    onClose();
    showToast({ text: t("list.accepted", { name }) });
  };
  const isTaken = accept.isError && refusalCode(accept.error) === "client-number-taken";
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t("list.acceptTitle", { name })} closeLabel={t("common:close")}>
      <DialogPart
        actions={
          <>
            <Button onPress={onClose}>{t("common:cancel")}</Button>
            <Button type="submit" form={form} variant="primary" busy={accept.isPending && t("common:busy")}>
              {t("create.submit")}
            </Button>
          </>
        }
      >
        <p>{t("list.acceptWhat", { name, therapist: by.name })}</p>
        <form id={form} className="stack" onSubmit={(event) => void submit(event).catch(() => undefined)} noValidate>
          <TextField
            label={t("fields.number")}
            hint={t("fields.numberHint")}
            autoComplete="off"
            value={number}
            onChange={(event) => setNumber(event.target.value)}
            error={problem ?? (isTaken ? say(accept.error) : undefined)}
          />
          <InvitationLanguage
            label={t("fields.language")}
            hint={t("fields.languageHint")}
            value={language}
            onChange={setLanguage}
          />
        </form>
        {accept.isError && !isTaken && (
          <div role="alert">
            <FieldError>{say(accept.error)}</FieldError>
          </div>
        )}
      </DialogPart>
    </Dialog>
  );
}
