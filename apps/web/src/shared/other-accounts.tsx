import { useTranslation } from "react-i18next";
import { useMe } from "./me.ts";
import { SwitchButton } from "./switch-button.tsx";

/** What isn't there may be for another account of one's own; it says so whatever was looked for. */
export function OtherAccounts() {
  const { t } = useTranslation(["account", "common"]);
  const { account, accounts } = useMe();
  const others = accounts.filter(({ id }) => id !== account.id);
  return (
    <>
      <p>{t("account:accounts.perhaps", { count: others.length })}</p>
      {others.map(({ id, kind }) => (
        <SwitchButton key={id} to={id}>
          {t("account:accounts.switch", { kind: t(`common:kinds.${kind}`) })}
        </SwitchButton>
      ))}
    </>
  );
}
