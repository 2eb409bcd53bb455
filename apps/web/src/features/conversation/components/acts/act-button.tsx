import { type ConversationView, Refused } from "@kring/domain/contract";
import { Button, type ButtonProps, useToast } from "@kring/ui";
import { useState } from "react";
import { useRefusal } from "../../../../shared/use-refusal.ts";
import { type Acts, loadActs } from "./load-acts.ts";

export interface ActButtonProps extends Pick<ButtonProps, "icon" | "variant" | "children"> {
  view: ConversationView;
  act: Extract<keyof Acts, `${string}Dialog`>;
}

/** Opens the dialog in which something is done to a conversation. */
export function ActButton({ view, act, ...button }: ActButtonProps) {
  const sayRefusal = useRefusal();
  const showToast = useToast();
  const [acts, setActs] = useState<Acts | null>(null);
  const Dialog = acts?.[act];
  const open = () => {
    void loadActs().then(setActs, () => showToast({ text: sayRefusal(new Refused("unavailable")) }));
  };
  return (
    <>
      <Button dense {...button} onPress={open} />
      {Dialog && <Dialog view={view} onClose={() => setActs(null)} />}
    </>
  );
}
