import { Dialog } from "@kring/ui";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ActPart } from "./act-part.tsx";

export interface ConfirmDialogProps<Answer> {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  /** What will happen, before the button. */
  children: ReactNode;
  /** The verb of the title. */
  act: string;
  change: { mutateAsync: () => Promise<Answer>; isPending: boolean; isError: boolean; error: Error | null };
  /** Nothing is lost by it: an ordinary button. */
  isHarmless?: boolean;
  /** After it was done. */
  onDone: () => void;
}

/** Asks once more before something that can't simply be undone. */
export function ConfirmDialog<Answer>(props: ConfirmDialogProps<Answer>) {
  const { isOpen, onClose, title, children, act, change, isHarmless = false, onDone } = props;
  const { t } = useTranslation("common");
  const submit = async () => {
    await change.mutateAsync();
    onClose();
    onDone();
  };
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={title} closeLabel={t("close")}>
      <ActPart
        onLeave={onClose}
        act={act}
        variant={isHarmless ? "primary" : "danger-final"}
        onAct={submit}
        change={change}
      >
        {children}
      </ActPart>
    </Dialog>
  );
}
