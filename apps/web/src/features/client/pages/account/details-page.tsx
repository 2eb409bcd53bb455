import type { ClientDetails } from "@kring/domain/contract";
import { Button, KeyValue } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { dayOfBirth, momentInWords, shortDate } from "../../../../shared/dates.ts";
import { useLanguage } from "../../../../shared/use-language.ts";
import { detailsQuery } from "../../api/details.ts";
import { AccountState } from "../../components/account-state.tsx";
import { DetailsForm } from "../../components/details-form.tsx";
import { InvitationPart } from "../../components/invitation-part.tsx";
import { SecondFactorReset } from "../../components/second-factor-reset.tsx";
import { Loaded, Section } from "../../components/section.tsx";
import { useClient } from "../../use-client.ts";

/** Account details; a secretary corrects them. */
export function DetailsPage() {
  const { t } = useTranslation("client");
  const { id, can } = useClient();
  const details = useQuery(detailsQuery(id));
  const [isChanging, setChanging] = useState(false);
  const end = can.changeDetails && !isChanging && details.data !== undefined && (
    <Button dense onPress={() => setChanging(true)}>
      {t("details.change")}
    </Button>
  );
  return (
    <Section title={t("sections.details")} end={end}>
      <Loaded query={details}>
        {(answer) =>
          isChanging ? (
            <DetailsForm details={answer} onDone={() => setChanging(false)} />
          ) : (
            <div className="settings">
              <Facts details={answer} />
              <InvitationPart details={answer} />
              <SecondFactorReset />
              <AccountState />
            </div>
          )
        }
      </Loaded>
    </Section>
  );
}

function Facts({ details }: { details: ClientDetails }) {
  const { t } = useTranslation("client");
  const language = useLanguage();
  const now = Date.now();
  return (
    <div className="settings-part">
      <KeyValue
        items={[
          { key: t("details.name"), value: details.name },
          { key: t("details.number"), value: details.clientNumber },
          { key: t("details.born"), value: dayOfBirth(details.born, language) },
          { key: t("details.email"), value: details.email },
          { key: t("details.created"), value: shortDate(details.createdAt, now, language) },
          {
            key: t("details.activated"),
            value:
              details.activatedAt === null ? t("details.notYet") : momentInWords(details.activatedAt, now, language),
          },
        ]}
      />
    </div>
  );
}
