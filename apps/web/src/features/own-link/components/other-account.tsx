import { useTranslation } from "react-i18next";
import { Letter } from "../../../shared/letter/letter.tsx";
import { useMe } from "../../../shared/me.ts";
import { NotFound } from "../../../shared/not-found.tsx";
import { SwitchButton } from "../../../shared/switch-button.tsx";

/** The mail was opened while another account of the same sign-in is on. */
export function OtherAccount() {
  const { t } = useTranslation("own-link");
  const { accounts } = useMe();
  const related = accounts.find(({ kind }) => kind === "related-person");
  if (related === undefined) return <NotFound />;
  return (
    <Letter back={{ href: "/", label: t("letter.back") }}>
      <h1>{t("letter.other")}</h1>
      <p>{t("letter.otherText")}</p>
      <SwitchButton to={related.id}>{t("letter.switch")}</SwitchButton>
    </Letter>
  );
}
