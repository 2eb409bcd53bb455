import type { TherapistsRecord } from "@kring/domain/contract";
import { Avatar, ButtonLink, EmptyState, initialsOf, Link, Main, Page, Row, Rows, Tag } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { shortDate } from "../../../shared/dates.ts";
import { QuickExitButton } from "../../../shared/leave.tsx";
import { LoadedPage } from "../../../shared/loaded-page.tsx";
import { useLanguage } from "../../../shared/use-language.ts";
import { ownRelatedPersonsQuery } from "../api/related-persons.ts";
import { InviteRelatedPerson } from "../components/invite-related-person.tsx";
import { RecordRows } from "../components/record-rows.tsx";

const own = { kind: "own" } as const;

/** The client's related persons: own ones, and by name those whom therapists invited (P-02). */
export function OwnRelatedPersonsPage() {
  const { t } = useTranslation("related-person");
  const list = useQuery(ownRelatedPersonsQuery);
  return (
    <Main>
      <Page title={t("own.title")} lead={t("own.lead")} end={<QuickExitButton />}>
        <LoadedPage query={list}>
          {({ records, byTherapists, can }) => (
            <div className="related-persons narrow">
              <p className="sm">
                <Link href="/circle">{t("own.back")}</Link>
              </p>
              <section>
                <h2>{t("own.mine")}</h2>
                {records.length === 0 ? (
                  <EmptyState picture="quiet" title={t("own.none")} level={3}>
                    <p>{t("own.noneText")}</p>
                  </EmptyState>
                ) : (
                  <RecordRows whose={own} label={t("own.mine")} records={records} />
                )}
                {can.invite && (
                  <div>
                    <InviteRelatedPerson whose={own} />
                  </div>
                )}
              </section>
              {byTherapists.length > 0 && <ByTherapists records={byTherapists} />}
            </div>
          )}
        </LoadedPage>
      </Page>
    </Main>
  );
}

function ByTherapists({ records }: { records: TherapistsRecord[] }) {
  const { t } = useTranslation("related-person");
  return (
    <section>
      <h2>{t("own.byTherapists")}</h2>
      <div className="record-rows">
        <Rows label={t("own.byTherapists")}>
          {records.map((record) => (
            <TherapistsRow key={record.linkId} record={record} />
          ))}
        </Rows>
      </div>
    </section>
  );
}

function TherapistsRow({ record }: { record: TherapistsRecord }) {
  const { t } = useTranslation("related-person");
  const language = useLanguage();
  const { linkId, name, therapist, state, invitedAt, acceptedAt, can } = record;
  const dayOf = (at: number) => shortDate(at, Date.now(), language);
  return (
    <Row
      leading={<Avatar kind="related" initials={initialsOf(name)} pending={state === "invited"} />}
      end={
        <span className="row wrap record-acts">
          {can.startConversation && (
            <ButtonLink dense href={`/conversations/new?link=${linkId}`}>
              {t("row.start")}
              <span className="sr">: {name}</span>
            </ButtonLink>
          )}
          {can.object && (
            <ButtonLink dense href={`/permissions/${linkId}`}>
              {t("own.look")}
              <span className="sr">: {name}</span>
            </ButtonLink>
          )}
        </span>
      }
    >
      <p className="record-name">
        <b>{name}</b> <Tag tone={state === "invited" ? "wait" : "done"}>{t(`states.${state}`)}</Tag>
      </p>
      <p className="sm mute">
        {acceptedAt === null
          ? t("own.by", { therapist: therapist.name, day: dayOf(invitedAt) })
          : t("own.bySince", { therapist: therapist.name, day: dayOf(acceptedAt) })}
      </p>
    </Row>
  );
}
