import { Avatar, ButtonLink, EmptyState, initialsOf, Row, Rows } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useMe } from "./me.ts";
import { whoCanHelpQuery } from "./who-can-help.ts";

/** One answer for what is absent and what is hidden; to a professional it names who can help. */
export function NotFound() {
  const { t } = useTranslation("common");
  const { account, can, organisation } = useMe();
  const isProfessional = account.kind === "professional";
  const hasClients = can.seeCaseload || can.seeAllClients;
  return (
    <EmptyState
      placed="page"
      picture="missing"
      level={1}
      title={t("notFound.title")}
      action={
        <ButtonLink variant="plain" href={hasClients ? "/clients" : "/conversations"} className="flush">
          {t(hasClients ? "notFound.toClients" : "notFound.toConversations")}
        </ButtonLink>
      }
    >
      <p>{t(isProfessional ? "notFound.textProfessional" : "notFound.text")}</p>
      {isProfessional ? <WhoCanHelp /> : <p>{t("notFound.help", { organisation })}</p>}
    </EmptyState>
  );
}

function WhoCanHelp() {
  const { t } = useTranslation("common");
  const { organisation } = useMe();
  const { data } = useQuery(whoCanHelpQuery);
  if (data === undefined || data.people.length === 0) {
    return <p>{t("notFound.helpProfessional", { organisation })}</p>;
  }
  const role = data.role === "secretary" ? "secretary" : "application-manager";
  return (
    <>
      <p>{t(`notFound.helpBy.${role}`)}</p>
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
