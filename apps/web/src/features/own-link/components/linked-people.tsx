import { Avatar, initialsOf, Link, Row, Rows } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { shortDate } from "../../../shared/dates.ts";
import { ownLinksQuery } from "../../../shared/own-link/own-links.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { firstNameOf } from "./seen-as.tsx";

/** For the home page: whom a related person stands by, since when, through whom. */
export function LinkedPeople() {
  const { t } = useTranslation(["own-link", "conversation"]);
  const language = useLanguage();
  const { data } = useQuery(ownLinksQuery);
  if (data === undefined || data.links.length === 0) return null;
  return (
    <section className="waiting narrow" aria-labelledby="linked-people">
      <h2 id="linked-people">{t("own-link:label")}</h2>
      <Rows>
        {data.links.map(({ id, client, invitedBy, since }) => {
          const day = shortDate(since, Date.now(), language);
          return (
            <Row key={id} leading={<Avatar kind="client" initials={initialsOf(client.name)} />}>
              <b>{client.name}</b>
              <p className="sm mute">
                {invitedBy.kind === "client"
                  ? t("own-link:link.byClient", { client: firstNameOf(client.name), day })
                  : t("own-link:link.byTherapist", { therapist: invitedBy.name, day })}
              </p>
            </Row>
          );
        })}
      </Rows>
      <p className="home-ways">
        <Link href="/circle">{t("own-link:toCircle")}</Link>
      </p>
    </section>
  );
}
