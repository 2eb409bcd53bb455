import type { RelatedPersonRecord } from "@kring/domain/contract";
import { Button, Dialog, DialogPart, FieldError, useToast } from "@kring/ui";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "../../../shared/confirm-dialog.tsx";
import { shortDate } from "../../../shared/dates.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { useRemove, type Whose } from "../api/related-persons.ts";

export interface EndRecordProps {
  whose: Whose;
  record: RelatedPersonRecord;
  isOpen: boolean;
  onClose: () => void;
}

/** Takes back an invitation that nobody has accepted (P-03). */
export function WithdrawInvitation({ whose, record, isOpen, onClose }: EndRecordProps) {
  const { t } = useTranslation("related-person");
  const showToast = useToast();
  const withdraw = useRemove(whose, record.linkId);
  const { name } = record;
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title={t("withdraw.title", { name })}
      act={t("withdraw.act")}
      change={withdraw}
      onDone={() => showToast({ text: t("withdraw.done", { name }) })}
    >
      <p>{t("withdraw.what", { name })}</p>
    </ConfirmDialog>
  );
}

/** *Manage relationship*: what ending the link does, by name, before it is done (P-06). */
export function ManageRecord({ whose, record, isOpen, onClose }: EndRecordProps) {
  const { t } = useTranslation(["related-person", "common"]);
  const language = useLanguage();
  const say = useRefusal();
  const showToast = useToast();
  const remove = useRemove(whose, record.linkId);
  const { name, acceptedAt, invitedAt } = record;
  const first = name.split(" ")[0] ?? name;
  const day = shortDate(acceptedAt ?? invitedAt, Date.now(), language);
  const submit = async () => {
    await remove.mutateAsync();
    onClose();
    showToast({ text: t("manage.done", { name }) });
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t("manage.title")}
      closeLabel={t("common:close")}
      isBusy={remove.isPending}
    >
      <DialogPart
        actions={
          <>
            <Button onPress={onClose}>{t("manage.leave")}</Button>
            <Button
              variant="danger-final"
              onPress={() => void submit().catch(() => undefined)}
              busy={remove.isPending && t("common:busy")}
            >
              {t("manage.act")}
            </Button>
          </>
        }
      >
        <p className="sm mute">
          {whose.kind === "own"
            ? t("manage.who", { name, day })
            : t("manage.whoFor", { name, day, client: whose.clientName })}
        </p>
        <h3>{t("manage.heading", { name })}</h3>
        <ul className="what-happens">
          <li>{t("manage.what1", { name: first })}</li>
          <li>{t("manage.what2", { name: first })}</li>
          <li>{t("manage.what3", { name: first })}</li>
          <li>{t("manage.what4", { name: first })}</li>
        </ul>
        <p className="soft">{t("manage.again", { name: first })}</p>
        {remove.isError && (
          <div role="alert">
            <FieldError>{say(remove.error)}</FieldError>
          </div>
        )}
      </DialogPart>
    </Dialog>
  );
}
