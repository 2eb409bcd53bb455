import { type ConversationView, Refused } from "@kring/domain/contract";
import { Button, type ButtonProps, useToast } from "@kring/ui";
import { type ComponentType, useState } from "react";
import { useRefusal } from "../../../../shared/use-refusal.ts";

/** A dialog in which something is done to a conversation. */
export interface ActDialogPart {
  view: ConversationView;
  onClose: () => void;
}

export interface ActButtonProps extends Pick<ButtonProps, "icon" | "variant" | "children"> {
  view: ConversationView;
  load: () => Promise<ComponentType<ActDialogPart>>;
}

/** Opens such a dialog. */
export function ActButton({ view, load, ...button }: ActButtonProps) {
  const sayRefusal = useRefusal();
  const showToast = useToast();
  const [Dialog, setDialog] = useState<ComponentType<ActDialogPart> | null>(null);
  const open = () => {
    void load().then(
      (loaded) => setDialog(() => loaded),
      () => showToast({ text: sayRefusal(new Refused("unavailable")) }),
    );
  };
  return (
    <>
      <Button dense {...button} onPress={open} />
      {Dialog && <Dialog view={view} onClose={() => setDialog(null)} />}
    </>
  );
}
