import type { Professional } from "@kring/domain/contract";
import { Avatar, initialsOf, Link, Row, Rows, Tag } from "@kring/ui";
import { useTranslation } from "react-i18next";
import { useProfessionalWords } from "../use-professional-words.ts";

/** Everybody who works here: who they are, as what, and whether they are there. */
export function ProfessionalList({ professionals }: { professionals: Professional[] }) {
  const { t } = useTranslation("professional");
  return (
    <Rows label={t("list.label")}>
      {professionals.map((professional) => (
        <ProfessionalRow key={professional.id} professional={professional} />
      ))}
    </Rows>
  );
}

function ProfessionalRow({ professional }: { professional: Professional }) {
  const { t } = useTranslation("professional");
  const { rolesInWords, absenceInWords } = useProfessionalWords();
  const { id, name, you, roles, state, absence } = professional;
  return (
    <Row
      leading={<Avatar kind="professional" initials={initialsOf(name)} pending={state === "invited"} />}
      end={state === "active" ? null : <Tag tone={state === "invited" ? "wait" : "off"}>{t(`states.${state}`)}</Tag>}
    >
      <p>
        <Link className="row-link" href={`/professionals/${id}`}>
          <b>{name}</b>
        </Link>{" "}
        {you && <span className="sm mute">{t("list.you")}</span>}
      </p>
      <p className="sm mute">{rolesInWords(roles)}</p>
      {absence !== null && (
        <p className="sm">
          {absenceInWords(absence)}
          {absence.covering !== null && `. ${t("absence.covering", { name: absence.covering.name })}`}
        </p>
      )}
    </Row>
  );
}
