import { type RefObject, useEffect, useState } from "react";

const holdsFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes("Files") ?? false;

/** Files that are dragged over the thread and let go there; `onFiles` is null where none can be sent. */
export function useFileDrop(area: RefObject<HTMLElement | null>, onFiles: ((files: File[]) => void) | null): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const pane = area.current?.closest<HTMLElement>(".thread");
    if (!pane || onFiles === null) return;
    const over = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = ({ relatedTarget }: DragEvent) => {
      if (!(relatedTarget instanceof Node && pane.contains(relatedTarget))) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(false);
      onFiles([...(event.dataTransfer?.files ?? [])]);
    };
    // Let go beside the thread, a file would open in place of the page.
    const beside = (event: DragEvent) => {
      if (holdsFiles(event)) event.preventDefault();
    };
    window.addEventListener("dragover", beside);
    window.addEventListener("drop", beside);
    pane.addEventListener("dragover", over);
    pane.addEventListener("dragleave", leave);
    pane.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragover", beside);
      window.removeEventListener("drop", beside);
      pane.removeEventListener("dragover", over);
      pane.removeEventListener("dragleave", leave);
      pane.removeEventListener("drop", drop);
      setOver(false);
    };
  }, [area, onFiles]);
  return isOver;
}
