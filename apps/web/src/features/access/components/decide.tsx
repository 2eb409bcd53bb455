import type { EscalatedAccessRequest } from "@kring/domain/contract";
import { Dialog, useToast } from "@kring/ui";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "../../../shared/confirm-dialog.tsx";
import { ReasonPart } from "../../../shared/reason-part.tsx";
import { useDecideAccess } from "../api/access.ts";

export interface DecideProps {
  request: EscalatedAccessRequest;
  isOpen: boolean;
  onClose: () => void;
}

/** Opens the whole history to the client, after saying so. */
export function GrantAccess({ request, isOpen, onClose }: DecideProps) {
  const { t } = useTranslation("access");
  const showToast = useToast();
  const decide = useDecideAccess(request.id);
  const client = request.client.name;
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title={t("grantTitle", { client })}
      act={t("grantAct")}
      change={{ ...decide, mutateAsync: () => decide.mutateAsync({ answer: "grant" }) }}
      isHarmless
      onDone={() => showToast({ text: t("granted", { client }) })}
    >
      <p>{t("grantWhat", { client })}</p>
      <p>{t("grantTold")}</p>
    </ConfirmDialog>
  );
}

/** Records why the conversation stays closed. */
export function RecordGround({ request, isOpen, onClose }: DecideProps) {
  const { t } = useTranslation(["access", "common"]);
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t("access:groundTitle", { client: request.client.name })}
      closeLabel={t("common:close")}
    >
      <GroundForm request={request} onDone={onClose} />
    </Dialog>
  );
}

function GroundForm({ request, onDone }: { request: EscalatedAccessRequest; onDone: () => void }) {
  const { t } = useTranslation("access");
  const showToast = useToast();
  const decide = useDecideAccess(request.id);
  const client = request.client.name;
  const record = async (ground: string) => {
    await decide.mutateAsync({ answer: "record-ground", ground });
    onDone();
    showToast({ text: t("recorded") });
  };
  return (
    <ReasonPart
      label={t("groundLabel")}
      hint={t("groundHint", { client })}
      missing={t("groundMissing")}
      act={t("groundAct")}
      change={decide}
      onGive={record}
      onLeave={onDone}
    >
      <p>{t("groundWhat", { client })}</p>
    </ReasonPart>
  );
}
