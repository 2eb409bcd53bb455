import { changeMe } from "@kring/domain/contract";
import { Button, FieldError } from "@kring/ui";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../../../shared/call.ts";
import { Letter } from "../../../shared/letter/letter.tsx";
import { useMe } from "../../../shared/me.ts";
import { NotFound } from "../../../shared/not-found.tsx";
import { useSwitchAccount } from "../../../shared/switch-account.ts";
import { useRefusal } from "../../../shared/use-refusal.ts";

/** The mail was opened while another account of the same sign-in is on. */
export function OtherAccount() {
  const { t } = useTranslation("own-link");
  const say = useRefusal();
  const { accounts } = useMe();
  const switched = useSwitchAccount();
  const related = accounts.find(({ kind }) => kind === "related-person");
  const change = useMutation({
    mutationFn: (accountId: string) => call(changeMe, { body: { accountId } }),
    onSuccess: switched,
  });
  if (related === undefined) return <NotFound />;
  return (
    <Letter back={{ href: "/", label: t("letter.back") }}>
      <h1>{t("letter.other")}</h1>
      <p>{t("letter.otherText")}</p>
      <div>
        <Button onPress={() => change.mutate(related.id)}>{t("letter.switch")}</Button>
      </div>
      {change.isError && <FieldError>{say(change.error)}</FieldError>}
    </Letter>
  );
}
