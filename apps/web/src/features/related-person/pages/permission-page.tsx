import { LinkId, type TherapistsRecord } from "@kring/domain/contract";
import { Avatar, ConsentChoice, FieldError, initialsOf, Link, ProfessionalMark } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { shortDate } from "../../../shared/dates.ts";
import { Letter, LetterColumns, LetterOutcome, LetterPage } from "../../../shared/letter/letter.tsx";
import { LoadedPage } from "../../../shared/loaded-page.tsx";
import { NotFound } from "../../../shared/not-found.tsx";
import { useLanguage } from "../../../shared/use-language.ts";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { ownRelatedPersonsQuery, useAnswerPermission } from "../api/related-persons.ts";

const route = getRouteApi("/signed-in/permissions/$linkId");
const firstNameOf = (name: string): string => name.split(" ")[0] ?? name;

/** A therapist's invitation as its client reads it, with *I did not agree* (P-02). */
export function PermissionPage() {
  const { linkId } = route.useParams();
  const list = useQuery(ownRelatedPersonsQuery);
  return (
    <LetterPage>
      {LinkId.safeParse(linkId).success ? (
        <LoadedPage query={list}>
          {({ byTherapists }) => (
            <Permission
              key={linkId}
              linkId={linkId}
              found={byTherapists.find((one) => one.linkId === linkId && one.can.object) ?? null}
            />
          )}
        </LoadedPage>
      ) : (
        <NotFound />
      )}
    </LetterPage>
  );
}

function Permission({ linkId, found }: { linkId: string; found: TherapistsRecord | null }) {
  const { t } = useTranslation("related-person");
  const answer = useAnswerPermission(linkId);
  const [record, setRecord] = useState(found);
  // What was read stays on the page when the answer takes it out of the list.
  if (found !== null && found !== record && !answer.isSuccess) setRecord(found);
  const shown = answer.isSuccess ? record : found;
  return (
    <Letter back={{ href: "/related-persons", label: t("permission.back") }}>
      {shown === null ? (
        <>
          <h1>{t("permission.gone")}</h1>
          <p>{t("permission.goneText")}</p>
        </>
      ) : (
        <>
          <h1>
            {shown.state === "accepted"
              ? t("permission.titleAccepted", { name: shown.name })
              : t("permission.title", { name: shown.name })}
          </h1>
          <From record={shown} />
          {answer.isSuccess ? (
            <Answered objected={answer.variables === "did-not-agree"} />
          ) : (
            <Question record={shown} answer={answer} />
          )}
        </>
      )}
    </Letter>
  );
}

function From({ record }: { record: TherapistsRecord }) {
  const { t } = useTranslation(["related-person", "common"]);
  const language = useLanguage();
  const { therapist, name, invitedAt } = record;
  return (
    <div className="letter-from">
      <Avatar kind="professional" initials={initialsOf(therapist.name)} />
      <div>
        <div className="nm">
          <b>{therapist.name}</b>
          <ProfessionalMark>{t("common:roles.therapist")}</ProfessionalMark>
        </div>
        <p className="sm mute">
          {t("permission.by", {
            therapist: firstNameOf(therapist.name),
            name,
            day: shortDate(invitedAt, Date.now(), language),
          })}
        </p>
      </div>
    </div>
  );
}

interface QuestionProps {
  record: TherapistsRecord;
  answer: ReturnType<typeof useAnswerPermission>;
}

function Question({ record, answer }: QuestionProps) {
  const { t } = useTranslation(["related-person", "common"]);
  const say = useRefusal();
  const name = firstNameOf(record.name);
  const therapist = firstNameOf(record.therapist.name);
  const give = (one: "agreed" | "did-not-agree") => {
    if (!answer.isPending) answer.mutate(one);
  };
  const busyWith = (one: "agreed" | "did-not-agree") =>
    answer.isPending && answer.variables === one && t("common:busy");
  const stops = record.state === "accepted" ? t("permission.no1accepted", { name, therapist }) : t("permission.no1");
  return (
    <>
      <LetterColumns
        open={{
          title: t("permission.yesTitle"),
          items: [t("permission.yes1", { name, therapist }), t("permission.yes2", { name }), t("permission.yes3")],
        }}
        closed={{
          title: t("permission.noTitle"),
          items: [stops, t("permission.no2"), t("permission.no3", { name })],
        }}
      />
      <div className="letter-decide">
        <p>
          <b>{t("permission.free")}</b> {t("permission.freeText")}
        </p>
        <ConsentChoice
          no={{ label: t("permission.no"), onPress: () => give("did-not-agree"), busy: busyWith("did-not-agree") }}
          yes={{ label: t("permission.yes"), onPress: () => give("agreed"), busy: busyWith("agreed") }}
        />
        {answer.isError && (
          <div role="alert">
            <FieldError>{say(answer.error)}</FieldError>
          </div>
        )}
      </div>
    </>
  );
}

function Answered({ objected }: { objected: boolean }) {
  const { t } = useTranslation("related-person");
  return (
    <LetterOutcome title={t(objected ? "permission.objected" : "permission.agreed")} isNew>
      <p>{t(objected ? "permission.objectedText" : "permission.agreedText")}</p>
      <Link href="/related-persons">{t("permission.toOwn")}</Link>
    </LetterOutcome>
  );
}
