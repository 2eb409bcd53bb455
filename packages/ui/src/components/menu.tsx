import type { LucideIcon } from "lucide-react";
import type { RefObject } from "react";
import { Menu as AriaMenu, MenuItem, Popover } from "react-aria-components";
import { classNames } from "./class-names.ts";
import { Icon } from "./icon.tsx";

export interface MenuAct {
  id: string;
  label: string;
  icon: LucideIcon;
  /** Can't be undone. */
  isDanger?: boolean | undefined;
  onAct: () => void;
}

export interface MenuProps {
  /** Names the menu. */
  label: string;
  isOpen: boolean;
  /** What it stands beside; gets the focus back. */
  triggerRef: RefObject<Element | null>;
  acts: readonly MenuAct[];
  onClose: () => void;
}

/** What one can do with something, beside it. */
export function Menu({ label, isOpen, triggerRef, acts, onClose }: MenuProps) {
  return (
    <Popover
      className="menu"
      isOpen={isOpen}
      triggerRef={triggerRef}
      placement="bottom end"
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <AriaMenu aria-label={label} autoFocus="first" onClose={onClose}>
        {acts.map(({ id, label, icon, isDanger, onAct }) => (
          <MenuItem key={id} id={id} className={classNames("menu-act", isDanger && "danger")} onAction={onAct}>
            <Icon of={icon} small />
            {label}
          </MenuItem>
        ))}
      </AriaMenu>
    </Popover>
  );
}
