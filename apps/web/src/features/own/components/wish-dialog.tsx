import { Dialog, DialogPart, TextArea, useToast } from "@kring/ui";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActPart } from "../../../shared/act-part.tsx";
import { listInWords } from "../../../shared/dates.ts";
import { useToolTitle } from "../../../shared/tool/catalogue.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { useWishRelationEnded } from "../api/circle.ts";
import type { CircleMember } from "../model/circle-members.ts";

export interface WishDialogProps {
  member: CircleMember & { kind: "professional" };
  onClose: () => void;
}

/** Asks the secretary to end a relation (T-07): says what happens now, what after, and that a note isn't needed. */
export function WishDialog({ member, onClose }: WishDialogProps) {
  const { t } = useTranslation(["own", "common"]);
  const language = useLanguage();
  const showToast = useToast();
  const titleOf = useToolTitle();
  const wish = useWishRelationEnded();
  const [note, setNote] = useState("");
  const name = member.shortName;
  const guided = member.person.guides.flatMap((key) => titleOf(key) ?? []);
  const submit = async () => {
    await wish.mutateAsync({ professionalId: member.person.id, note });
    showToast({ text: t("own:wish.done") });
    onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("own:wish.title", { name: member.name })}
      closeLabel={t("common:close")}
      isBusy={wish.isPending}
    >
      <DialogPart>
        <p>{t("own:wish.text", { name })}</p>
        <p>{t("own:wish.after", { name })}</p>
        {guided.length > 0 && <p>{t("own:wish.tools", { name, tools: listInWords(guided, language) })}</p>}
      </DialogPart>
      <ActPart act={t("own:wish.submit")} variant="danger" onAct={submit} change={wish} onLeave={onClose}>
        <TextArea
          label={t("own:wish.note")}
          hint={t("own:wish.noteHint")}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </ActPart>
    </Dialog>
  );
}
