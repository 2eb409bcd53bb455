import { Button, useToast } from "@kring/ui";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "../../../shared/confirm-dialog.tsx";
import { useDeactivateClient, useReactivateClient } from "../api/details.ts";
import { useClient } from "../use-client.ts";

/** Deactivating a client account, and letting the client in again. */
export function AccountState() {
  const { t } = useTranslation("client");
  const { id, name, can } = useClient();
  const showToast = useToast();
  const deactivate = useDeactivateClient(id);
  const reactivate = useReactivateClient(id);
  const [isAsking, setAsking] = useState(false);
  const which = can.reactivate ? "reactivate" : "deactivate";
  if (!can.deactivate && !can.reactivate) return null;
  return (
    <section className="settings-part">
      <h3>{t(`${which}.title`)}</h3>
      <p className="soft">{t(`${which}.what`, { name })}</p>
      <div>
        <Button dense variant={which === "deactivate" ? "danger" : "secondary"} onPress={() => setAsking(true)}>
          {t(`${which}.open`)}
        </Button>
      </div>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t(`${which}.confirm`, { name })}
        act={t(`${which}.act`)}
        isHarmless={which === "reactivate"}
        change={which === "deactivate" ? deactivate : reactivate}
        onDone={() => showToast({ text: t(`${which}.done`, { name }) })}
      >
        <p>{t(`${which}.what`, { name })}</p>
      </ConfirmDialog>
    </section>
  );
}
