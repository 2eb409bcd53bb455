import type { Professional } from "@kring/domain/contract";
import { Avatar, initialsOf, Link, LongRows, Row, type RowAttributes, Tag } from "@kring/ui";
import { useTranslation } from "react-i18next";
import { useProfessionalWords } from "../use-professional-words.ts";

const rowHeight = 82;

/** Everybody who works here: who they are, as what, and whether they are there. */
export function ProfessionalList({ professionals, hasMore }: { professionals: Professional[]; hasMore: boolean }) {
  const { t } = useTranslation("professional");
  return (
    <LongRows
      label={t("list.label")}
      items={professionals}
      hasMore={hasMore}
      rowHeight={rowHeight}
      keyOf={({ id }) => id}
    >
      {(professional, attributes) => <ProfessionalRow professional={professional} attributes={attributes} />}
    </LongRows>
  );
}

interface ProfessionalRowProps {
  professional: Professional;
  attributes: RowAttributes;
}

function ProfessionalRow({ professional, attributes }: ProfessionalRowProps) {
  const { t } = useTranslation("professional");
  const { rolesInWords, absenceInWords } = useProfessionalWords();
  const { id, name, you, roles, state, absence } = professional;
  return (
    <Row
      attributes={attributes}
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
