import { FieldError } from "@kring/ui";
import { refusalCode } from "../../../../shared/call.ts";
import { useRefusal } from "../../../../shared/use-refusal.ts";

export interface ActErrorProps {
  change: { isError: boolean; error: Error | null };
  /** Said in place of "it isn't there", where that would tell nothing. */
  notFound?: string | undefined;
}

/** Why it was refused, in the reader's words. */
export function ActError({ change, notFound }: ActErrorProps) {
  const sayRefusal = useRefusal();
  if (!change.isError) return null;
  const isNotFound = notFound !== undefined && refusalCode(change.error) === "not-found";
  return (
    <div role="alert">
      <FieldError>{isNotFound ? notFound : sayRefusal(change.error)}</FieldError>
    </div>
  );
}
