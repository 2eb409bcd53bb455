import { Button, Dialog, DialogPart, FieldError } from "@kring/ui";
import type { ReactNode } from "react";
import { refusalCode } from "../../../../shared/call.ts";
import { useRefusal } from "../../../../shared/use-refusal.ts";
import { useSayAct } from "../../use-say-act.ts";

export interface ActDialogProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  /** The verb of the title. */
  submit: string;
  onSubmit: () => void;
  change: { isPending: boolean; isError: boolean; error: Error | null };
  /** Said in place of "it isn't there", where that would tell nothing. */
  notFound?: string | undefined;
  /** Nothing can be done yet: no button but the one that closes. */
  isBare?: boolean | undefined;
  children: ReactNode;
}

/** A dialog that says what will happen and then does it. */
export function ActDialog(props: ActDialogProps) {
  const { isOpen, onClose, title, submit, onSubmit, change, notFound, isBare = false, children } = props;
  const say = useSayAct();
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={title} closeLabel={say("common:close")}>
      <DialogPart
        actions={
          <>
            <Button onPress={onClose}>{say(isBare ? "common:close" : "common:cancel")}</Button>
            {!isBare && (
              <Button variant="primary" onPress={onSubmit} busy={change.isPending && say("common:busy")}>
                {submit}
              </Button>
            )}
          </>
        }
      >
        {children}
        <ActError change={change} notFound={notFound} />
      </DialogPart>
    </Dialog>
  );
}

/** Why it was refused, in the reader's words. */
export function ActError({ change, notFound }: Pick<ActDialogProps, "change" | "notFound">) {
  const sayRefusal = useRefusal();
  if (!change.isError) return null;
  const isNotFound = notFound !== undefined && refusalCode(change.error) === "not-found";
  return (
    <div role="alert">
      <FieldError>{isNotFound ? notFound : sayRefusal(change.error)}</FieldError>
    </div>
  );
}
