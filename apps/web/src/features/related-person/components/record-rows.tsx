import type { RelatedPersonRecord } from "@kring/domain/contract";
import { Avatar, Button, ButtonLink, initialsOf, Row, Rows, Tag, useToast } from "@kring/ui";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { shortDate } from "../../../shared/dates.ts";
import { startPath } from "../../../shared/start-with.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { useResend, type Whose } from "../api/related-persons.ts";
import { ManageRecord, WithdrawInvitation } from "./end-record.tsx";
import "../related-person.css";

export interface RecordRowsProps {
  whose: Whose;
  label: string;
  records: RelatedPersonRecord[];
}

/** One's own records: whom one invited, how it stands, and what can be done. */
export function RecordRows({ whose, label, records }: RecordRowsProps) {
  return (
    <div className="record-rows">
      <Rows label={label}>
        {records.map((record) => (
          <RecordRow key={record.linkId} whose={whose} record={record} />
        ))}
      </Rows>
    </div>
  );
}

function useRecordInWords(): (record: RelatedPersonRecord) => string {
  const { t } = useTranslation("related-person");
  const language = useLanguage();
  const dayOf = (at: number) => shortDate(at, Date.now(), language);
  return ({ invitedAt, sentAt, expiresAt, acceptedAt }) => {
    if (acceptedAt !== null || expiresAt === null) return t("row.accepted", { day: dayOf(acceptedAt ?? invitedAt) });
    const [day, sent, until] = [dayOf(invitedAt), dayOf(sentAt), dayOf(expiresAt)];
    return sent === day ? t("row.invited", { day, until }) : t("row.invitedAgain", { day, sent, until });
  };
}

function RecordRow({ whose, record }: { whose: Whose; record: RelatedPersonRecord }) {
  const { t } = useTranslation("related-person");
  const inWords = useRecordInWords();
  const { name, email, state } = record;
  return (
    <Row
      leading={<Avatar kind="related" initials={initialsOf(name)} pending={state === "invited"} />}
      end={<Acts whose={whose} record={record} />}
    >
      <p className="record-name">
        <b>{name}</b> <Tag tone={state === "invited" ? "wait" : "done"}>{t(`states.${state}`)}</Tag>
      </p>
      <p className="sm soft record-email">{email}</p>
      <p className="sm mute">{inWords(record)}</p>
    </Row>
  );
}

function Acts({ whose, record }: { whose: Whose; record: RelatedPersonRecord }) {
  const { t } = useTranslation(["related-person", "common"]);
  const say = useRefusal();
  const showToast = useToast();
  const resend = useResend(whose, record.linkId);
  const [isOpen, setOpen] = useState<"withdraw" | "manage" | null>(null);
  const { name, can } = record;
  const close = () => setOpen(null);
  const sendAgain = () =>
    resend.mutate(undefined, {
      onSuccess: () => showToast({ text: t("row.resent", { name }) }),
      onError: (error) => showToast({ text: say(error) }),
    });
  return (
    <span className="row wrap record-acts">
      {can.startConversation && (
        <ButtonLink
          dense
          href={startPath({ ...(whose.kind === "client" ? { client: whose.clientId } : {}), link: record.linkId })}
        >
          {t("row.start")}
          <Named name={name} />
        </ButtonLink>
      )}
      {can.resend && (
        <Button dense onPress={sendAgain} busy={resend.isPending && t("common:busy")}>
          {t("row.resend")}
          <Named name={name} />
        </Button>
      )}
      {can.withdraw && (
        <Button dense onPress={() => setOpen("withdraw")}>
          {t("row.withdraw")}
          <Named name={name} />
        </Button>
      )}
      {can.remove && (
        <Button dense onPress={() => setOpen("manage")}>
          {t("row.manage")}
          <Named name={name} />
        </Button>
      )}
      <WithdrawInvitation whose={whose} record={record} isOpen={isOpen === "withdraw"} onClose={close} />
      <ManageRecord whose={whose} record={record} isOpen={isOpen === "manage"} onClose={close} />
    </span>
  );
}

/** Tells buttons of the same words apart for who doesn't see the row. */
function Named({ name }: { name: string }) {
  return <span className="sr">: {name}</span>;
}
