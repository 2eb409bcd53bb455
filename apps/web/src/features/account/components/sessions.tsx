import type { Session } from "@kring/domain/contract";
import { Button, FieldError, Icon, Row, Rows, Skeleton, Tag, useToast } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { MonitorSmartphone } from "lucide-react";
import { useTranslation } from "react-i18next";
import { momentInWords } from "../../../shared/dates.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { sessionsQuery, useRevokeOthers, useRevokeSession } from "../api/sessions.ts";
import { SettingsPart } from "./account-page.tsx";

/** Where one is signed in, with ways to end it. */
export function Sessions() {
  const { t } = useTranslation(["account", "common"]);
  const say = useRefusal();
  const showToast = useToast();
  const sessions = useQuery(sessionsQuery);
  const revoke = useRevokeSession();
  const revokeOthers = useRevokeOthers();
  const refused = revoke.error ?? revokeOthers.error;
  const others = sessions.data?.filter(({ current }) => !current) ?? [];
  return (
    <SettingsPart title={t("sessions.title")}>
      {sessions.isPending && <Skeleton label={t("common:loading")} kind="lines" />}
      {sessions.isError && (
        <div className="row wrap">
          <FieldError>{say(sessions.error)}</FieldError>
          <Button dense onPress={() => sessions.refetch()}>
            {t("common:retry")}
          </Button>
        </div>
      )}
      {sessions.data && (
        <Rows label={t("sessions.title")}>
          {sessions.data.map((session) => (
            <SessionRow
              key={session.id}
              session={session}
              onRevoke={() =>
                revoke.mutate(session.id, { onSuccess: () => showToast({ text: t("sessions.revoked") }) })
              }
            />
          ))}
        </Rows>
      )}
      {refused && (
        <div role="alert">
          <FieldError>{say(refused)}</FieldError>
        </div>
      )}
      {sessions.data && others.length === 0 && <p className="sm mute">{t("sessions.none")}</p>}
      {others.length > 1 && (
        <div>
          <Button
            variant="danger"
            onPress={() =>
              revokeOthers.mutate(undefined, {
                onSuccess: () => showToast({ text: t("sessions.othersRevoked") }),
              })
            }
          >
            {t("sessions.revokeOthers")}
          </Button>
        </div>
      )}
    </SettingsPart>
  );
}

function SessionRow({ session, onRevoke }: { session: Session; onRevoke: () => void }) {
  const { t } = useTranslation("account");
  const language = useLanguage();
  const now = Date.now();
  const device = session.device ?? t("sessions.unknown");
  return (
    <Row
      leading={<Icon of={MonitorSmartphone} />}
      end={
        session.current ? (
          <Tag tone="done">{t("sessions.current")}</Tag>
        ) : (
          <Button dense onPress={onRevoke} aria-label={t("sessions.revokeNamed", { device })}>
            {t("sessions.revoke")}
          </Button>
        )
      }
    >
      <b>{device}</b>
      <p className="sm mute">
        {t("sessions.seen", {
          when: momentInWords(session.lastSeenAt, now, language),
          since: momentInWords(session.startedAt, now, language),
        })}
      </p>
    </Row>
  );
}
