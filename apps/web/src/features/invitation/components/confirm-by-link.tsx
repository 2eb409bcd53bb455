import { Button, type ButtonVariant, FieldError } from "@kring/ui";
import type { UseMutationResult } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { refusalCode } from "../../../shared/call.ts";
import { forgetMailToken, mailToken } from "../../../shared/mail-token.ts";
import { SignInFrame } from "../../../shared/sign-in-frame.tsx";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { Outcome } from "./outcome.tsx";

export interface ConfirmByLinkProps {
  place: "/email-change" | "/second-factor-reset" | "/unsubscribe";
  confirm: UseMutationResult<undefined, Error, string>;
  words: { title: string; submit: string; doneTitle: string; done: string; expiredTitle: string; expired: string };
  variant: ButtonVariant;
  /** Where somebody does by hand what an expired link would have done; asks to sign in. */
  byHand?: string | undefined;
  /** What pressing the button does. */
  children: ReactNode;
}

/** A page that a mail leads to: nothing happens by opening it, only by the button. */
export function ConfirmByLink({ place, confirm, words, variant, byHand, children }: ConfirmByLinkProps) {
  const { t } = useTranslation("common");
  const say = useRefusal();
  const [token] = useState(() => mailToken(place));
  const isExpired = confirm.isError && refusalCode(confirm.error) === "link-expired";
  return (
    <SignInFrame>
      {confirm.isSuccess ? (
        <Outcome title={words.doneTitle} signIn next={byHand}>
          <p>{words.done}</p>
        </Outcome>
      ) : token === null || isExpired ? (
        <Outcome title={words.expiredTitle} signIn={byHand !== undefined} next={byHand}>
          <p>{words.expired}</p>
        </Outcome>
      ) : (
        <div className="sf">
          <h1>{words.title}</h1>
          {children}
          {confirm.isError && (
            <div role="alert">
              <FieldError>{say(confirm.error)}</FieldError>
            </div>
          )}
          <Button
            variant={variant}
            wide
            busy={confirm.isPending && t("busy")}
            onPress={() => confirm.mutate(token, { onSuccess: () => forgetMailToken(place) })}
          >
            {words.submit}
          </Button>
        </div>
      )}
    </SignInFrame>
  );
}
