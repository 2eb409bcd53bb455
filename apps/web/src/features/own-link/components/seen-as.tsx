import type { OwnLink } from "@kring/domain/contract";
import { Avatar, initialsOf, PersonRow } from "@kring/ui";
import { useTranslation } from "react-i18next";
import { useMe } from "../../../shared/me.ts";

export const firstNameOf = (name: string): string => name.split(" ")[0] ?? name;

/** "This is how they see you": the name before those who know it, the screen name before the others (V-03). */
export function SeenAs({ link, screenName }: { link: OwnLink; screenName: string | null }) {
  const { t } = useTranslation(["own-link", "conversation"]);
  const { account } = useMe();
  const client = firstNameOf(link.client.name);
  const therapist = firstNameOf(link.invitedBy.name);
  const byClient = link.invitedBy.kind === "client";
  const knowing = byClient
    ? [t("own-link:link.seenByClient", { client })]
    : [t("own-link:link.seenByTherapist", { therapist }), t("own-link:link.seenByClientName", { client })];
  return (
    <div className="seen-preview">
      {knowing.map((who) => (
        <div key={who}>
          <p className="sm mute">{who}</p>
          <PersonRow avatar={<Avatar kind="related" initials={initialsOf(account.name)} />} name={account.name} />
        </div>
      ))}
      <div aria-live="polite">
        <p className="sm mute">{t(byClient ? "own-link:link.seenByOthers" : "own-link:link.seenByOtherTherapists")}</p>
        <PersonRow
          avatar={<Avatar kind="masked" shape={1} colour={2} />}
          name={screenName ?? t("conversation:anonymous")}
        />
      </div>
    </div>
  );
}
