import type { RelatedProfessional } from "@kring/domain/contract";
import { Avatar, Button, initialsOf, Row } from "@kring/ui";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { dayOfBirth, shortDate } from "../../../shared/dates.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { ManageRelation } from "./manage-relation.tsx";
import { TransferClient } from "./transfer-client.tsx";

/** What a related professional is to this client, in a line. */
export function useProfessionalInWords(): (professional: RelatedProfessional) => string {
  const { t } = useTranslation(["client", "common"]);
  const language = useLanguage();
  return ({ roles, since, guides }) => {
    const role = t(`common:rolesInText.${roles.includes("therapist") ? "therapist" : (roles[0] ?? "therapist")}`);
    const day = shortDate(since, Date.now(), language);
    return guides.length > 0
      ? t("professionals.guides", { role, day, count: guides.length })
      : t("professionals.since", { role, day });
  };
}

export function ProfessionalRow({ professional }: { professional: RelatedProfessional }) {
  const { t } = useTranslation("client");
  const language = useLanguage();
  const inWords = useProfessionalInWords();
  const [open, setOpen] = useState<"relation" | "transfer" | null>(null);
  const { name, you, absentUntil, can } = professional;
  const close = () => setOpen(null);
  return (
    <Row
      leading={<Avatar kind="professional" initials={initialsOf(name)} />}
      end={
        <span className="row wrap">
          {can.transferClient && (
            <Button dense onPress={() => setOpen("transfer")} aria-label={t("transfer.openFor", { name })}>
              {t("transfer.open")}
            </Button>
          )}
          {(can.transferTools || can.breakRelation) && (
            <Button dense onPress={() => setOpen("relation")} aria-label={t("relation.openFor", { name })}>
              {t("relation.open")}
            </Button>
          )}
          <ManageRelation professional={professional} isOpen={open === "relation"} onClose={close} />
          <TransferClient professional={professional} isOpen={open === "transfer"} onClose={close} />
        </span>
      }
    >
      <p>
        <b>{name}</b> {you && <span className="sm mute">{t("professionals.you")}</span>}
      </p>
      <p className="sm mute">{inWords(professional)}</p>
      {absentUntil !== null && (
        <p className="sm mute">{t("professionals.absentUntil", { day: dayOfBirth(absentUntil, language) })}</p>
      )}
    </Row>
  );
}
