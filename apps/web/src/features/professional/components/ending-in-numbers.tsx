import type { CaseloadEnding } from "@kring/domain/contract";
import { Inset } from "@kring/ui";
import { useTranslation } from "react-i18next";

/** What ending somebody's work as therapist does, in numbers. */
export function EndingInNumbers({ ending }: { ending: CaseloadEnding }) {
  const { t } = useTranslation("professional");
  const { clients, clientsLeftAlone, toolsUnguided, feedbackMomentsOff, pendingRequests } = ending;
  if (clients + pendingRequests === 0) return <p>{t("ending.noClients")}</p>;
  return (
    <>
      <Inset tone="bad">
        <ul className="ending">
          {clients > 0 && (
            <li>
              <b>{t("ending.clients", { count: clients })}</b>
            </li>
          )}
          {clientsLeftAlone > 0 && <li>{t("ending.alone", { count: clientsLeftAlone })}</li>}
          {toolsUnguided > 0 && <li>{t("ending.tools", { count: toolsUnguided })}</li>}
          {feedbackMomentsOff > 0 && <li>{t("ending.feedback", { count: feedbackMomentsOff })}</li>}
          {pendingRequests > 0 && <li>{t("ending.requests", { count: pendingRequests })}</li>}
        </ul>
      </Inset>
      {clients > 0 && (
        <p>
          {t("ending.final")} {t("ending.first")}
        </p>
      )}
    </>
  );
}
