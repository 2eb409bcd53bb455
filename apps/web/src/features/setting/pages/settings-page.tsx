import "../setting.css";
import type { Setting } from "@kring/domain/contract";
import { Main, Page } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { LoadedPage } from "../../../shared/loaded-page.tsx";
import { useMe } from "../../../shared/me.ts";
import { NotFound } from "../../../shared/not-found.tsx";
import { settingsQuery } from "../api/settings.ts";
import { LatestChanges } from "../components/latest-changes.tsx";
import { SettingNumber } from "../components/setting-number.tsx";
import { SettingSwitch } from "../components/setting-switch.tsx";
import { type NumberKey, type SwitchKey, settingOf } from "../model/setting-keys.ts";

/** What the application manager decides for the whole platform. */
export function SettingsPage() {
  const { t } = useTranslation("setting");
  const { can } = useMe();
  const settings = useQuery(settingsQuery);
  if (!can.manageSettings) {
    return (
      <Main>
        <NotFound />
      </Main>
    );
  }
  return (
    <Main>
      <Page title={t("title")} lead={t("lead")}>
        <LoadedPage query={settings}>
          {({ settings, changes }) => (
            <div className="platform-settings">
              <div className="set-parts">
                <Part title={t("parts.relations")}>
                  <Switched settings={settings} of="relate-requests" />
                  <Switched settings={settings} of="search-outside-caseload">
                    <div className="subset">
                      <Numbered settings={settings} of="temporary-access-hours" />
                      <Numbered settings={settings} of="temporary-access-per-day" />
                    </div>
                  </Switched>
                </Part>
                <Part title={t("parts.relatedPersons")}>
                  <Switched settings={settings} of="therapists-invite-related-persons" />
                </Part>
                <Part title={t("parts.signingIn")}>
                  <Switched settings={settings} of="second-factor-required-of-professionals" />
                </Part>
              </div>
              <LatestChanges changes={changes} />
            </div>
          )}
        </LoadedPage>
      </Page>
    </Main>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      <ul>{children}</ul>
    </section>
  );
}

interface SwitchedProps {
  settings: Setting[];
  of: SwitchKey;
  children?: ReactNode;
}

function Switched({ settings, of, children }: SwitchedProps) {
  const setting = settingOf(settings, of);
  return setting === undefined ? null : <SettingSwitch setting={setting}>{children}</SettingSwitch>;
}

function Numbered({ settings, of }: { settings: Setting[]; of: NumberKey }) {
  const setting = settingOf(settings, of);
  return setting === undefined ? null : <SettingNumber setting={setting} />;
}
