import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { IconButton } from "./button.tsx";
import { classNames } from "./class-names.ts";

export interface PictureDialogProps {
  title: string;
  /** Null until it is here. */
  src: string | null;
  /** In its real size, to be scrolled; else as large as the window lets it. */
  isWhole: boolean;
  onToggleSize: () => void;
  /** Buttons beside the title. */
  actions: ReactNode;
  closeLabel: string;
  onClose: () => void;
  /** What is said while it loads, or when it can't be. */
  children?: ReactNode;
}

/** One picture over the page. */
export function PictureDialog(props: PictureDialogProps) {
  const { title, src, isWhole, onToggleSize, actions, closeLabel, onClose, children } = props;
  return (
    <ModalOverlay
      className="scrim dark"
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className="picture-dialog">
        <AriaDialog className="picture-dialog-content">
          <header>
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            {actions}
            <IconButton label={closeLabel} icon={X} onPress={onClose} autoFocus />
          </header>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keyboard */}
          <section className={classNames("picture-stage", isWhole && "whole")} aria-label={title} tabIndex={0}>
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the button in the head does the same */}
            {src !== null && <img src={src} alt={title} onClick={onToggleSize} />}
            {children}
          </section>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
