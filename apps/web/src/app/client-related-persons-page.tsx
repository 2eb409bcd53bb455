import { useTranslation } from "react-i18next";
import { RelatedPersonsNumber } from "../features/client/components/related-persons.tsx";
import { Section } from "../features/client/components/section.tsx";
import { useClient } from "../features/client/use-client.ts";
import {
  InviteForClient,
  RelatedPersonsOfClient,
} from "../features/related-person/components/clients-related-persons.tsx";

/** *Related persons* of a client account: those whom the viewer invited, and a number (P-04). */
export function ClientRelatedPersonsPage() {
  const { t } = useTranslation("client");
  const { id, name } = useClient();
  return (
    <Section title={t("sections.related-persons")} end={<InviteForClient clientId={id} clientName={name} />}>
      <RelatedPersonsOfClient clientId={id} clientName={name} number={<RelatedPersonsNumber />} />
    </Section>
  );
}
