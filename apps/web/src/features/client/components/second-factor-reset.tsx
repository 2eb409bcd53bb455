import { Button, useToast } from "@kring/ui";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "../../../shared/confirm-dialog.tsx";
import { useOfferSecondFactorReset } from "../api/details.ts";
import { useClient } from "../use-client.ts";

/** A client who lost their second step gets a link by mail; nobody else can switch it off. */
export function SecondFactorReset() {
  const { t } = useTranslation("client");
  const { id, name, can } = useClient();
  const showToast = useToast();
  const offer = useOfferSecondFactorReset(id);
  const [isAsking, setAsking] = useState(false);
  if (!can.offerSecondFactorReset) return null;
  return (
    <section className="settings-part">
      <h3>{t("reset.title")}</h3>
      <p className="soft">{t("reset.what", { name })}</p>
      <div>
        <Button dense onPress={() => setAsking(true)}>
          {t("reset.open")}
        </Button>
      </div>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t("reset.confirm", { name })}
        act={t("reset.open")}
        isHarmless
        change={offer}
        onDone={() => showToast({ text: t("reset.done", { name }) })}
      >
        <p>{t("reset.what", { name })}</p>
      </ConfirmDialog>
    </section>
  );
}
