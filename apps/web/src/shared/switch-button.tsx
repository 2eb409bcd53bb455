import { type AccountId, changeMe } from "@kring/domain/contract";
import { Button, FieldError } from "@kring/ui";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { call } from "./call.ts";
import { useSwitchAccount } from "./switch-account.ts";
import { useRefusal } from "./use-refusal.ts";

/** Goes on as another account of the same sign-in, on the same page. */
export function SwitchButton({ to, children }: { to: AccountId; children: ReactNode }) {
  const { t } = useTranslation("common");
  const say = useRefusal();
  const switched = useSwitchAccount();
  const change = useMutation({
    mutationFn: () => call(changeMe, { body: { accountId: to } }),
    onSuccess: () => switched(location.pathname),
  });
  return (
    <>
      <div>
        <Button onPress={() => change.mutate()} busy={change.isPending && t("busy")}>
          {children}
        </Button>
      </div>
      {change.isError && (
        <div role="alert">
          <FieldError>{say(change.error)}</FieldError>
        </div>
      )}
    </>
  );
}
