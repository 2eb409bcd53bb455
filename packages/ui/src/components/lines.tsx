import { ArrowDown } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { Count } from "./marks.tsx";

/** The day, in words, between messages. */
export function DayLine({ children }: { children: ReactNode }) {
  return (
    <p className="day">
      <span>{children}</span>
    </p>
  );
}

/** Where the new messages begin; stays for the whole visit. */
export function UnreadLine({ id, children }: { id?: string | undefined; children: ReactNode }) {
  return (
    <p className="new" id={id}>
      {children}
    </p>
  );
}

/** Something that happened in the conversation: somebody joined, the topic changed. */
export function EventLine({ children }: { children: ReactNode }) {
  return <p className="event">{children}</p>;
}

/** Who is typing; goes at the right of the composer's note. */
export function TypingIndicator({ children }: { children: ReactNode }) {
  return (
    <span className="typing">
      <span aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      {children}
    </span>
  );
}

export interface JumpButtonProps {
  /** "Naar het nieuwste". */
  label: string;
  /** New messages below. */
  count?: number | undefined;
  onPress: () => void;
}

/** Goes to the newest message; floats over the log. */
export function JumpButton({ label, count, onPress }: JumpButtonProps) {
  return (
    <Button dense className="jump" icon={ArrowDown} onPress={onPress}>
      {label}
      {count ? <Count value={count} /> : null}
    </Button>
  );
}
