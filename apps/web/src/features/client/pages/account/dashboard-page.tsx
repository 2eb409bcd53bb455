import { Avatar, initialsOf, Link } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { professionalsQuery } from "../../api/professionals.ts";
import { toolsQuery } from "../../api/tools.ts";
import { AssignTool } from "../../components/assign-tool.tsx";
import { LastContact } from "../../components/last-contact.tsx";
import { useProfessionalInWords } from "../../components/professional-row.tsx";
import { RelatedPersonsNumber } from "../../components/related-persons.tsx";
import { Loaded, Section } from "../../components/section.tsx";
import { ToolTable } from "../../components/tool-table.tsx";
import { useClient } from "../../use-client.ts";

/** What one wants to know first: tools, people, the latest. */
export function DashboardPage() {
  const { t } = useTranslation("client");
  const { id, ground } = useClient();
  const tools = useQuery(toolsQuery(id));
  const end = tools.data?.can.assign ? (
    <AssignTool />
  ) : (
    ground === "temporary-access" && <span className="sm mute">{t("temporary.readOnly")}</span>
  );
  return (
    <Section title={t("tools.title")} end={end}>
      <Loaded query={tools}>
        {(answer) => (
          <>
            {answer.tools.length === 0 ? <p className="mute">{t("tools.none")}</p> : <ToolTable tools={answer.tools} />}
            <div className="dash">
              <section>
                <h3>{t("sections.professionals")}</h3>
                <Professionals />
              </section>
              <section>
                <h3>{t("sections.related-persons")}</h3>
                <RelatedPersonsNumber />
                <Link className="sm" href={`/clients/${id}/related-persons`}>
                  {t("relatedPersons.open")}
                </Link>
              </section>
              <section>
                <h3>{t("last.title")}</h3>
                <LastContact tools={answer.tools} />
              </section>
            </div>
          </>
        )}
      </Loaded>
    </Section>
  );
}

function Professionals() {
  const { t } = useTranslation("client");
  const { id } = useClient();
  const inWords = useProfessionalInWords();
  const professionals = useQuery(professionalsQuery(id));
  return (
    <Loaded query={professionals}>
      {(answer) => {
        const canArrange =
          answer.can.relate !== null || answer.professionals.some(({ can }) => can.breakRelation || can.transferTools);
        return (
          <>
            <ul className="ppl">
              {answer.professionals.map((professional) => (
                <li key={professional.id}>
                  <Avatar kind="professional" initials={initialsOf(professional.name)} />
                  <span>
                    <b>{professional.name}</b>{" "}
                    {professional.you && <span className="sm mute">{t("professionals.you")}</span>}
                    <span className="say">{inWords(professional)}</span>
                  </span>
                </li>
              ))}
            </ul>
            {canArrange && (
              <Link className="sm" href={`/clients/${id}/professionals`}>
                {t("professionals.arrange")}
              </Link>
            )}
          </>
        );
      }}
    </Loaded>
  );
}
