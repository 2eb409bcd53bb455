import { DoorOpen } from "lucide-react";
import { useEffect, useEffectEvent } from "react";
import { Button } from "./button.tsx";

const thrice = 3;
const withinMs = 1500;

/** Calls `onExit` when Shift is pressed three times within a second and a half, with no other key between. */
export function useTripleShift(onExit: () => void, isActive = true) {
  const exit = useEffectEvent(onExit);
  useEffect(() => {
    if (!isActive) return;
    let presses: number[] = [];
    const listen = (event: KeyboardEvent) => {
      if (event.key !== "Shift") {
        presses = [];
        return;
      }
      if (event.repeat || event.defaultPrevented) return;
      presses = [...presses.filter((at) => event.timeStamp - at < withinMs), event.timeStamp];
      if (presses.length >= thrice) {
        presses = [];
        // Two of these may be on the page; the first one acts.
        event.preventDefault();
        exit();
      }
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, [isActive]);
}

export interface QuickExitProps {
  /** "Snel weg". */
  label: string;
  /** Shown on hover: that three times Shift does the same. */
  hint: string;
  onExit: () => void;
}

/** Leaves at once. Always the last thing top right; three times Shift does the same while it is on the page. */
export function QuickExit({ label, hint, onExit }: QuickExitProps) {
  useTripleShift(onExit);
  return (
    <Button
      dense
      icon={DoorOpen}
      className="exit"
      onPress={onExit}
      render={(props) => <button {...props} title={hint} />}
    >
      {label}
    </Button>
  );
}
