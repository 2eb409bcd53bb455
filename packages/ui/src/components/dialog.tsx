import { X } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { IconButton } from "./button.tsx";

export interface DialogProps {
  isOpen: boolean;
  /** Called when it closes by Escape or the close button. */
  onClose: () => void;
  /** Says what will happen; gets the focus, as does another title that comes in its place. */
  title: ReactNode;
  /** Shows a cross in the head when given. */
  closeLabel?: string | undefined;
  /** `<DialogPart>`s. */
  children: ReactNode;
  /** Neither Escape nor the cross closes it while something runs. */
  isBusy?: boolean | undefined;
}

/** A dialog over the page; rises from below on a phone. */
export function Dialog({ isOpen, onClose, title, closeLabel, children, isBusy = false }: DialogProps) {
  return (
    <ModalOverlay
      className="scrim"
      isOpen={isOpen}
      isKeyboardDismissDisabled={isBusy}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className="dialog">
        <AriaDialog className="dialog-content">
          <header>
            <DialogTitle key={typeof title === "string" ? title : undefined}>{title}</DialogTitle>
            {closeLabel && <IconButton label={closeLabel} icon={X} onPress={onClose} isDisabled={isBusy} />}
          </header>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

function DialogTitle({ children }: { children: ReactNode }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <Heading slot="title" level={2} ref={title} tabIndex={-1}>
      {children}
    </Heading>
  );
}

export interface DialogPartProps {
  children: ReactNode;
  /** The buttons: back first, the act last, with the verb of the title. */
  actions?: ReactNode;
}

/** A part of a dialog under a line, with buttons in the last one. */
export function DialogPart({ children, actions }: DialogPartProps) {
  return (
    <div className="part">
      {children}
      {actions && <div className="actions">{actions}</div>}
    </div>
  );
}
