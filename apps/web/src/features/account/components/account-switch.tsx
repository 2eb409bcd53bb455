import type { AccountId } from "@kring/domain/contract";
import { Avatar, Button, FieldError, initialsOf, Row, Rows, Tag } from "@kring/ui";
import { useTranslation } from "react-i18next";
import { useMe } from "../../../shared/me.ts";
import { useSwitchAccount } from "../../../shared/switch-account.ts";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { useChangeMe } from "../api/me.ts";
import { SettingsPart } from "./account-page.tsx";

const avatarKinds = { professional: "professional", client: "client", "related-person": "related" } as const;

/** The accounts of one sign-in, when there are several. */
export function AccountSwitch() {
  const { t } = useTranslation(["account", "common"]);
  const say = useRefusal();
  const me = useMe();
  const change = useChangeMe();
  const switched = useSwitchAccount();
  if (me.accounts.length < 2) return null;
  const go = (accountId: AccountId) => change.mutate({ accountId }, { onSuccess: () => switched() });
  return (
    <SettingsPart title={t("accounts.title")} lead={t("accounts.lead")}>
      <Rows>
        {me.accounts.map((account) => (
          <Row
            key={account.id}
            leading={<Avatar kind={avatarKinds[account.kind]} initials={initialsOf(account.name)} />}
            end={
              account.id === me.account.id ? (
                <Tag tone="done">{t("accounts.current")}</Tag>
              ) : (
                <Button
                  dense
                  onPress={() => go(account.id)}
                  busy={change.isPending && t("common:busy")}
                  aria-label={t("accounts.switch", { kind: t(`common:kinds.${account.kind}`) })}
                >
                  {t("accounts.switchTo")}
                </Button>
              )
            }
          >
            <b>{account.name}</b>
            <p className="sm mute">{t(`common:kinds.${account.kind}`)}</p>
          </Row>
        ))}
      </Rows>
      {change.isError && <FieldError>{say(change.error)}</FieldError>}
    </SettingsPart>
  );
}
