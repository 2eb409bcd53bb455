import { useEffect } from "react";

/** Ctrl+F or ⌘F searches the conversation; pressed once more while searching it is the browser's own. */
export function useSearchKey(open: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "f" || event.shiftKey || event.altKey || !(event.ctrlKey || event.metaKey))
        return;
      if (document.querySelector(".thread-search, [role=dialog]") !== null) return;
      event.preventDefault();
      open();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [open]);
}
