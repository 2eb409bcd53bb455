import { useTranslation } from "react-i18next";
import { InvitingIsOff, RelatedPersonsNumber } from "../../components/related-persons.tsx";
import { Section } from "../../components/section.tsx";

export function RelatedPersonsPage() {
  const { t } = useTranslation("client");
  return (
    <Section title={t("sections.related-persons")}>
      <div className="stack narrow">
        <RelatedPersonsNumber />
        <InvitingIsOff />
      </div>
    </Section>
  );
}
