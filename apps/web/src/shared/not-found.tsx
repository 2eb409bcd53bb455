import { Avatar, ButtonLink, EmptyState, initialsOf, Row, Rows } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { loadWords } from "../words/i18n.ts";
import { useMe } from "./me.ts";
import { whoCanHelpQuery } from "./who-can-help.ts";

const OtherAccounts = lazy(async () => {
  const [{ OtherAccounts }] = await Promise.all([import("./other-accounts.tsx"), loadWords("account")]);
  return { default: OtherAccounts };
});

/** One answer for what is absent and what is hidden; to a professional it names who can help. */
export function NotFound() {
  const { t } = useTranslation("common");
  const { account, accounts, organisation } = useMe();
  const isProfessional = account.kind === "professional";
  return (
    <NothingHere title={t("notFound.title")}>
      <p>{t(isProfessional ? "notFound.textProfessional" : "notFound.text")}</p>
      {isProfessional ? <WhoCanHelp with="takeOver" /> : <p>{t("notFound.help", { organisation })}</p>}
      {accounts.length > 1 && (
        <Suspense>
          <OtherAccounts />
        </Suspense>
      )}
    </NothingHere>
  );
}

/** A page in the place of one that shows nothing to this reader, with the way back. */
export function NothingHere({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useTranslation("common");
  const { can } = useMe();
  const hasClients = can.seeCaseload || can.seeAllClients;
  return (
    <EmptyState
      placed="page"
      picture="missing"
      level={1}
      title={title}
      action={
        <ButtonLink variant="plain" href={hasClients ? "/clients" : "/conversations"} className="flush">
          {t(hasClients ? "notFound.toClients" : "notFound.toConversations")}
        </ButtonLink>
      }
    >
      {children}
    </EmptyState>
  );
}

/** whom to ask, by name: to take a client over, or about a client whom one no longer sees. */
export function WhoCanHelp({ with: what }: { with: "takeOver" | "lost" }) {
  const { t } = useTranslation("common");
  const { organisation } = useMe();
  const { data } = useQuery(whoCanHelpQuery);
  if (data === undefined || data.people.length === 0) {
    return <p>{t(`whoCanHelp.${what}.nobody`, { organisation })}</p>;
  }
  const role = data.role === "secretary" ? "secretary" : "application-manager";
  return (
    <>
      <p>{t(`whoCanHelp.${what}.${role}`)}</p>
      <Rows>
        {data.people.map(({ id, name }) => (
          <Row key={id} leading={<Avatar kind="professional" initials={initialsOf(name)} />}>
            <p>
              <b>{name}</b>
            </p>
            <p className="sm mute">{t(`rolesInText.${data.role}`)}</p>
          </Row>
        ))}
      </Rows>
    </>
  );
}
