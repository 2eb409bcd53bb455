import type { Professional, readProfessional } from "@kring/domain/contract";
import { Button, KeyValue, useToast } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { ConfirmDialog } from "../../../shared/confirm-dialog.tsx";
import { momentInWords } from "../../../shared/dates.ts";
import { LoadedPage } from "../../../shared/loaded-page.tsx";
import { useLanguage } from "../../../shared/use-language.ts";
import { endingQuery, useDeactivate, useOfferReset, useReactivate } from "../api/professionals.ts";
import { EndingInNumbers } from "./ending-in-numbers.tsx";

type Account = NonNullable<z.infer<typeof readProfessional.response>["account"]>;

/** What application managers see of the account. */
export function AccountPart({ professional, account }: { professional: Professional; account: Account }) {
  const { t } = useTranslation("professional");
  const language = useLanguage();
  const { email, invitedUntil, secondFactorOn } = account;
  return (
    <section className="settings-part" aria-label={t("page.account")}>
      <h2>{t("page.account")}</h2>
      <KeyValue
        items={[
          { key: t("account.email"), value: email },
          { key: t("account.state"), value: t(`states.${professional.state}`) },
          ...(invitedUntil === null
            ? []
            : [{ key: t("account.invitedUntil"), value: momentInWords(invitedUntil, Date.now(), language) }]),
          { key: t("account.secondFactor"), value: t(secondFactorOn ? "account.on" : "account.off") },
        ]}
      />
      {secondFactorOn && <OfferReset professional={professional} />}
    </section>
  );
}

/** only the owner removes their second factor, by a mail. */
function OfferReset({ professional: { id, name } }: { professional: Professional }) {
  const { t } = useTranslation("professional");
  const showToast = useToast();
  const offer = useOfferReset(id);
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="stack tight">
      <p className="soft">
        <b>{t("reset.title")}.</b> {t("reset.what", { name })}
      </p>
      <div>
        <Button onPress={() => setOpen(true)}>{t("reset.open")}</Button>
      </div>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t("reset.confirm", { name })}
        act={t("reset.open")}
        change={offer}
        isHarmless
        onDone={() => showToast({ text: t("reset.done", { name }) })}
      >
        <p>{t("reset.what", { name })}</p>
      </ConfirmDialog>
    </div>
  );
}

/** shows first what it does, in numbers. */
export function DeactivatePart({ professional: { id, name } }: { professional: Professional }) {
  const { t } = useTranslation("professional");
  const showToast = useToast();
  const deactivate = useDeactivate(id);
  const [isOpen, setOpen] = useState(false);
  const ending = useQuery({ ...endingQuery(id), enabled: isOpen });
  return (
    <section className="settings-part" aria-label={t("deactivate.title")}>
      <h2>{t("deactivate.title")}</h2>
      <p className="soft">{t("deactivate.what", { name })}</p>
      <div>
        <Button variant="danger" onPress={() => setOpen(true)}>
          {t("deactivate.open")}
        </Button>
      </div>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t("deactivate.confirm", { name })}
        act={t("deactivate.act")}
        change={deactivate}
        onDone={() => showToast({ text: t("deactivate.done", { name }) })}
      >
        <LoadedPage query={ending}>{(numbers) => <EndingInNumbers ending={numbers} />}</LoadedPage>
        <p>{t("deactivate.sessions", { name })}</p>
      </ConfirmDialog>
    </section>
  );
}

/** The account can be used again; its relations do not come back. */
export function ReactivatePart({ professional: { id, name } }: { professional: Professional }) {
  const { t } = useTranslation("professional");
  const showToast = useToast();
  const reactivate = useReactivate(id);
  const [isOpen, setOpen] = useState(false);
  return (
    <section className="settings-part" aria-label={t("reactivate.title")}>
      <h2>{t("reactivate.title")}</h2>
      <p className="soft">
        {t("deactivate.result", { name })} {t("reactivate.what", { name })}
      </p>
      <div>
        <Button onPress={() => setOpen(true)}>{t("reactivate.open")}</Button>
      </div>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t("reactivate.confirm", { name })}
        act={t("reactivate.act")}
        change={reactivate}
        isHarmless
        onDone={() => showToast({ text: t("reactivate.done", { name }) })}
      >
        <p>{t("reactivate.what", { name })}</p>
      </ConfirmDialog>
    </section>
  );
}
