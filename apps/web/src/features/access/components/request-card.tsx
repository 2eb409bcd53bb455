import type { EscalatedAccessRequest } from "@kring/domain/contract";
import { Button, Inset, KeyValue, Tag } from "@kring/ui";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listInWords, momentInWords, shortDate } from "../../../shared/dates.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { GrantAccess, RecordGround } from "./decide.tsx";

/** One request: who asks about which conversation, why it is here, and the two decisions, which weigh the same. */
export function RequestCard({ request }: { request: EscalatedAccessRequest }) {
  const { t } = useTranslation("access");
  const language = useLanguage();
  const [isOpen, setOpen] = useState<"grant" | "ground" | null>(null);
  const { client, professionals, startedAt, requestedAt, escalatedAt, why, declined } = request;
  const dayOf = (at: number) => shortDate(at, Date.now(), language);
  const close = () => setOpen(null);
  const names = professionals.map(({ name }) => name);
  return (
    <li className="access-request">
      <h2>{t("asks", { client: client.name })}</h2>
      <p>
        <Tag tone="wait">{t(`why.${why}`)}</Tag>
      </p>
      <KeyValue
        items={[
          { key: t("client"), value: client.name },
          { key: t("professionals"), value: names.length === 0 ? t("nobody") : listInWords(names, language) },
          { key: t("started"), value: dayOf(startedAt) },
          { key: t("requested"), value: momentInWords(requestedAt, Date.now(), language) },
          { key: t("escalated"), value: momentInWords(escalatedAt, Date.now(), language) },
        ]}
      />
      {declined !== null && (
        <Inset>
          <p>{t("declinedBy", { name: declined.by.name, day: dayOf(declined.at) })}</p>
          <p>‘{declined.reason}’</p>
        </Inset>
      )}
      <div className="row wrap">
        <Button onPress={() => setOpen("ground")}>
          {t("ground")}
          <span className="sr">: {client.name}</span>
        </Button>
        <Button onPress={() => setOpen("grant")}>
          {t("grant")}
          <span className="sr">: {client.name}</span>
        </Button>
      </div>
      <GrantAccess request={request} isOpen={isOpen === "grant"} onClose={close} />
      <RecordGround request={request} isOpen={isOpen === "ground"} onClose={close} />
    </li>
  );
}
