import { Button, type ButtonVariant, DialogPart, FieldError } from "@kring/ui";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useRefusal } from "./use-refusal.ts";

export interface ActPartProps {
  /** The verb on the button that does it. */
  act: string;
  /** `primary` unless given. */
  variant?: ButtonVariant | undefined;
  /** Does it; where it throws, `change` knows why. */
  onAct: () => Promise<unknown>;
  change: { isPending: boolean; isError: boolean; error: Error | null };
  onLeave: () => void;
  /** On the button beside it; *Cancel* unless given. */
  leave?: string | undefined;
  /** Why it was refused, where there is more to say than what every refusal says. */
  refused?: string | undefined;
  children: ReactNode;
}

/** The last part of a dialog that does something: a way out, the act, that it is under way, and why it failed. */
export function ActPart({ act, variant = "primary", onAct, change, onLeave, leave, refused, children }: ActPartProps) {
  const { t } = useTranslation("common");
  const say = useRefusal();
  return (
    <DialogPart
      actions={
        <>
          <Button onPress={onLeave}>{leave ?? t("cancel")}</Button>
          <Button
            variant={variant}
            onPress={() => void onAct().catch(() => undefined)}
            busy={change.isPending && t("busy")}
          >
            {act}
          </Button>
        </>
      }
    >
      {children}
      {change.isError && (
        <div role="alert">
          <FieldError>{refused ?? say(change.error)}</FieldError>
        </div>
      )}
    </DialogPart>
  );
}
