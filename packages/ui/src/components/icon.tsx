import type { LucideIcon } from "lucide-react";

export interface IconProps {
  /** A lucide icon component. */
  of: LucideIcon;
  /** 16 px with a heavier stroke, for use inside small text. */
  small?: boolean | undefined;
}

/** A lucide icon at the sizes of the design; always hidden from assistive technology, so give its button or text a word. */
export function Icon({ of: Picture, small }: IconProps) {
  return <Picture className={small ? "i i-sm" : "i"} aria-hidden />;
}
