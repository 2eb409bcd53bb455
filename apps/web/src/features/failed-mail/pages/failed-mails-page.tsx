import type { FailedMail } from "@kring/domain/contract";
import { Button, EmptyState, FieldError, Icon, Row, Rows, Tag, useToast } from "@kring/ui";
import { MailX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { dateTime, dayInWords, momentInWords } from "../../../shared/dates.ts";
import { LoadedPage } from "../../../shared/loaded-page.tsx";
import { LogFrame } from "../../../shared/log-frame.tsx";
import { useLanguage } from "../../../shared/use-language.ts";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { useFailedMails, useResend } from "../api/failed-mails.ts";

/** Mails that could not be delivered: what for and for whom, never an address; related persons by an opaque id (A-05). */
export function FailedMailsPage() {
  const { t } = useTranslation("log-page");
  return (
    <LogFrame tab="mails" title={t("mails.title")} lead={t("mails.lead")}>
      <Mails />
    </LogFrame>
  );
}

function Mails() {
  const { t } = useTranslation("log-page");
  const mails = useFailedMails();
  return (
    <LoadedPage query={mails}>
      {(failed) =>
        failed.length === 0 ? (
          <EmptyState picture="quiet" title={t("mails.none")}>
            <p>{t("mails.noneText")}</p>
          </EmptyState>
        ) : (
          <Rows label={t("mails.list")}>
            {failed.map((mail) => (
              <MailRow key={mail.id} mail={mail} />
            ))}
          </Rows>
        )
      }
    </LoadedPage>
  );
}

function MailRow({ mail }: { mail: FailedMail }) {
  const { t } = useTranslation(["log-page", "inbox"]);
  const say = useRefusal();
  const language = useLanguage();
  const showToast = useToast();
  const resend = useResend();
  const { kind, queue, receiver, reason, failedAt, resentAt } = mail;
  const what = kind === null ? t(`mails.queues.${queue}`) : t("mails.saying", { words: t(`inbox:kinds.${kind}`) });
  const to =
    receiver.kind !== "related-person"
      ? t("mails.to", { name: receiver.name })
      : receiver.link === null
        ? t("mails.toRelatedPerson")
        : t("mails.toLink", { link: receiver.link.slice(0, 8) });
  const failed = receiver.kind === "related-person" && receiver.link === null ? dayInWords : momentInWords;
  const again = () => resend.mutate(mail.id, { onSuccess: () => showToast({ text: t("mails.resent") }) });
  return (
    <Row
      leading={<Icon of={MailX} />}
      endBelow
      end={
        resentAt === null ? (
          <Button dense onPress={again} aria-label={t("mails.resendNamed", { what, to })}>
            {t("mails.resend")}
          </Button>
        ) : (
          <Tag tone="wait">{t("mails.underWay")}</Tag>
        )
      }
    >
      <b>{what}</b>
      <p className="sm">{to}</p>
      <p className="sm mute">
        <time dateTime={dateTime(failedAt)}>{failed(failedAt, Date.now(), language)}</time>
        {` · ${t(`mails.reasons.${reason}`)}`}
      </p>
      {resend.isError && (
        <div role="alert">
          <FieldError>{say(resend.error)}</FieldError>
        </div>
      )}
    </Row>
  );
}
