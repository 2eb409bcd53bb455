import type { EscalatedAccessRequest } from "@kring/domain/contract";
import { Button, Dialog, DialogPart, FieldError, TextArea, useToast } from "@kring/ui";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "../../../shared/confirm-dialog.tsx";
import { useRefusal } from "../../../shared/use-refusal.ts";
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

const longest = 500;

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
  const { t } = useTranslation(["access", "common"]);
  const say = useRefusal();
  const showToast = useToast();
  const decide = useDecideAccess(request.id);
  const field = useRef<HTMLTextAreaElement>(null);
  const [ground, setGround] = useState("");
  const [isMissing, setMissing] = useState(false);
  const submit = async () => {
    if (ground.trim() === "") {
      setMissing(true);
      return field.current?.focus();
    }
    await decide.mutateAsync({ answer: "record-ground", ground: ground.trim() });
    onDone();
    showToast({ text: t("access:recorded") });
  };
  return (
    <DialogPart
      actions={
        <>
          <Button onPress={onDone}>{t("common:cancel")}</Button>
          <Button
            variant="primary"
            onPress={() => void submit().catch(() => undefined)}
            busy={decide.isPending && t("common:busy")}
          >
            {t("access:groundAct")}
          </Button>
        </>
      }
    >
      <p>{t("access:groundWhat", { client: request.client.name })}</p>
      <TextArea
        ref={field}
        label={t("access:groundLabel")}
        hint={t("access:groundHint", { client: request.client.name })}
        maxLength={longest}
        value={ground}
        onChange={(event) => setGround(event.target.value)}
        error={isMissing && ground.trim() === "" ? t("access:groundMissing") : undefined}
      />
      {decide.isError && (
        <div role="alert">
          <FieldError>{say(decide.error)}</FieldError>
        </div>
      )}
    </DialogPart>
  );
}
