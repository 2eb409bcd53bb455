import { TextArea } from "@kring/ui";
import { type ReactNode, useRef, useState } from "react";
import { ActPart, type ActPartProps } from "./act-part.tsx";

const longest = 500;

export interface ReasonPartProps extends Pick<ActPartProps, "act" | "change" | "onLeave"> {
  label: string;
  hint: string;
  /** Said where there is none yet. */
  missing: string;
  onGive: (reason: string) => Promise<unknown>;
  /** What stands above the field. */
  children?: ReactNode;
}

/** The last part of a dialog that needs a reason which somebody will read. */
export function ReasonPart({ label, hint, missing, onGive, children, ...part }: ReasonPartProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [reason, setReason] = useState("");
  const [isAsked, setAsked] = useState(false);
  const given = reason.trim();
  const submit = async () => {
    setAsked(true);
    if (given === "") return field.current?.focus();
    await onGive(given);
  };
  return (
    <ActPart {...part} onAct={submit}>
      {children}
      <TextArea
        ref={field}
        label={label}
        hint={hint}
        value={reason}
        maxLength={longest}
        onChange={(event) => setReason(event.target.value)}
        error={isAsked && given === "" && missing}
      />
    </ActPart>
  );
}
