import { Button, Dialog, DialogPart } from "@kring/ui";
import type { ReactNode } from "react";
import { useSayAct } from "../../use-say-act.ts";
import { ActError, type ActErrorProps } from "./act-error.tsx";

/** What a dialog about one conversation is given. */
export interface ActDialogProps extends ActErrorProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  /** The verb of the title. */
  submit: string;
  onSubmit: () => void;
  change: ActErrorProps["change"] & { isPending: boolean };
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
