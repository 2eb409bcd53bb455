import type { listRelatedPersons } from "@kring/domain/contract";
import { Inset } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { listInWords } from "../../../shared/dates.ts";
import { LoadedPage } from "../../../shared/loaded-page.tsx";
import { useLanguage } from "../../../shared/use-language.ts";
import { relatedPersonsQuery } from "../api/related-persons.ts";
import { InviteRelatedPerson } from "./invite-related-person.tsx";
import { RecordRows } from "./record-rows.tsx";

export interface OfClientProps {
  clientId: string;
  clientName: string;
}

const firstNameOf = (name: string): string => name.split(" ")[0] ?? name;

/** *Invite related person*, where the server says that this viewer may. */
export function InviteForClient({ clientId, clientName }: OfClientProps) {
  const { data } = useQuery(relatedPersonsQuery(clientId));
  if (data?.can.invite !== true) return null;
  return <InviteRelatedPerson whose={{ kind: "client", clientId, clientName }} />;
}

/** P-04: those whom this therapist invited; of the client's own only `number`, with one sentence why. */
export function RelatedPersonsOfClient({ clientId, clientName, number }: OfClientProps & { number: ReactNode }) {
  const { t } = useTranslation("related-person");
  const list = useQuery(relatedPersonsQuery(clientId));
  const client = firstNameOf(clientName);
  return (
    <LoadedPage query={list}>
      {({ records, settingOff, can }) => (
        <div className="related-persons narrow">
          {settingOff !== null && <InvitingIsOff settingOff={settingOff} />}
          {(records.length > 0 || can.invite) && (
            <section>
              <h3>{t("therapist.own")}</h3>
              {records.length === 0 ? (
                <p className="soft">{t("therapist.none", { client })}</p>
              ) : (
                <RecordRows
                  whose={{ kind: "client", clientId, clientName }}
                  label={t("therapist.own")}
                  records={records}
                />
              )}
            </section>
          )}
          <section>
            <h3>{t("therapist.byClient", { client })}</h3>
            {number}
            <p className="sm mute">{t("therapist.why", { client })}</p>
          </section>
          <p className="sm">
            <a href="/information-sheet" target="_blank" rel="noreferrer">
              {t("therapist.sheet")}
            </a>
          </p>
        </div>
      )}
    </LoadedPage>
  );
}

type SettingOff = NonNullable<z.output<typeof listRelatedPersons.response>["settingOff"]>;

/** P-01: therapists don't invite here, and who can change that. */
function InvitingIsOff({ settingOff }: { settingOff: SettingOff }) {
  const { t } = useTranslation("related-person");
  const language = useLanguage();
  const names = settingOff.applicationManagers.map(({ name }) => name);
  return (
    <Inset>
      <p>
        {t("therapist.off")}{" "}
        {names.length > 0 && t("therapist.offAsk", { count: names.length, names: listInWords(names, language) })}
      </p>
    </Inset>
  );
}
