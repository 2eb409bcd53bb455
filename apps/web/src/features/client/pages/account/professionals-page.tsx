import { Rows } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { professionalsQuery } from "../../api/professionals.ts";
import { ProfessionalRow } from "../../components/professional-row.tsx";
import { RequestList } from "../../components/relate-requests.tsx";
import { RelateTherapist } from "../../components/relate-therapist.tsx";
import { Loaded, Section } from "../../components/section.tsx";
import { useClient } from "../../use-client.ts";

/** Who is related to the client, and who would be (T-01…T-05, Q-02, Q-05, Q-07). */
export function ProfessionalsPage() {
  const { t } = useTranslation("client");
  const { id, ground } = useClient();
  const professionals = useQuery(professionalsQuery(id));
  const how = professionals.data?.can.relate ?? null;
  const end =
    how === null ? (
      ground === "temporary-access" && <span className="sm mute">{t("temporary.readOnly")}</span>
    ) : (
      <RelateTherapist how={how} />
    );
  return (
    <Section title={t("sections.professionals")} end={end}>
      <Loaded query={professionals}>
        {({ professionals, pendingRequests, rejectedRequests }) => (
          <>
            {professionals.length === 0 ? (
              <p className="mute">{t("professionals.none")}</p>
            ) : (
              <Rows label={t("sections.professionals")}>
                {professionals.map((professional) => (
                  <ProfessionalRow key={professional.id} professional={professional} />
                ))}
              </Rows>
            )}
            {pendingRequests.length > 0 && (
              <div className="acct-part">
                <h3>{t("requests.pending")}</h3>
                <RequestList label={t("requests.pending")} requests={pendingRequests} />
              </div>
            )}
            {rejectedRequests.length > 0 && (
              <div className="acct-part">
                <h3>{t("requests.rejected")}</h3>
                <p className="sm mute">{t("requests.rejectedHint")}</p>
                <RequestList label={t("requests.rejected")} requests={rejectedRequests} />
              </div>
            )}
          </>
        )}
      </Loaded>
    </Section>
  );
}
