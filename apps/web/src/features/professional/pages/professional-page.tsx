import "../professional.css";
import type { readProfessional } from "@kring/domain/contract";
import { Avatar, ButtonLink, initialsOf, Link, Main, Page, Tag } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { LoadedPage } from "../../../shared/loaded-page.tsx";
import { startPath } from "../../../shared/start-with.ts";
import { professionalQuery } from "../api/professionals.ts";
import { AccountPart, DeactivatePart, ReactivatePart } from "../components/account-part.tsx";
import { ChangeRoles } from "../components/change-roles.tsx";
import { TransferCaseload } from "../components/transfer-caseload.tsx";
import { useProfessionalWords } from "../use-professional-words.ts";

const route = getRouteApi("/signed-in/professionals/$professionalId");
type Read = z.infer<typeof readProfessional.response>;

/** One professional, with what the viewer can do. */
export function ProfessionalPage() {
  const { professionalId } = route.useParams();
  const professional = useQuery(professionalQuery(professionalId));
  return (
    <Main>
      <LoadedPage query={professional}>{(read) => <TheProfessional key={read.id} professional={read} />}</LoadedPage>
    </Main>
  );
}

function TheProfessional({ professional }: { professional: Read }) {
  const { t } = useTranslation(["professional", "common"]);
  const { rolesInWords } = useProfessionalWords();
  const { id, name, you, roles, state, absence, account, can } = professional;
  return (
    <Page
      title={
        <span className="row">
          <Avatar kind="professional" initials={initialsOf(name)} pending={state === "invited"} />
          {name}
        </span>
      }
      lead={
        <>
          {rolesInWords(roles)} {you && t("list.you")}{" "}
          {state !== "active" && <Tag tone={state === "invited" ? "wait" : "off"}>{t(`states.${state}`)}</Tag>}
        </>
      }
      end={<Link href="/professionals">{t("page.back")}</Link>}
    >
      <div className="settings">
        {!you && state === "active" && (
          <div>
            <ButtonLink href={startPath({ account: id })}>{t("common:startConversation")}</ButtonLink>
          </div>
        )}
        {absence !== null && <AbsencePart absence={absence} />}
        {can.transferCaseload && <TransferCaseload professional={professional} />}
        {can.changeRoles && state !== "deactivated" && <ChangeRoles professional={professional} />}
        {account !== null && <AccountPart professional={professional} account={account} />}
        {can.deactivate && state !== "deactivated" && <DeactivatePart professional={professional} />}
        {state === "deactivated" && can.changeRoles && <ReactivatePart professional={professional} />}
      </div>
    </Page>
  );
}

function AbsencePart({ absence }: { absence: NonNullable<Read["absence"]> }) {
  const { t } = useTranslation("professional");
  const { absenceInWords } = useProfessionalWords();
  return (
    <section className="settings-part" aria-label={t("page.absence")}>
      <h2>{t("page.absence")}</h2>
      <p>
        <b>{absenceInWords(absence)}</b>
      </p>
      <p>{absence.note}</p>
      {absence.covering !== null && <p>{t("absence.covering", { name: absence.covering.name })}</p>}
    </section>
  );
}
