import { type Handle, leaveConversation } from "@kring/domain/contract";
import { Button, Dialog, DialogPart, useToast } from "@kring/ui";
import { useState } from "react";
import { othersIn } from "../../model/people.ts";
import { useAct } from "../../use-act.ts";
import { useSayAct } from "../../use-say-act.ts";
import type { ActDialogPart } from "./act-button.tsx";
import { ActError } from "./act-error.tsx";
import { SuccessorChoice, useHandOver } from "./hand-over.tsx";

/** V-07: leaves; a manager first chooses who takes the lead. */
export function LeaveDialog({ view, onClose }: ActDialogPart) {
  const say = useSayAct();
  const showToast = useToast();
  // What was asked when it opened stays the question, also once the lead is handed over.
  const [handsOverFirst] = useState(view.can.handOver && !view.can.leave);
  const [to, setTo] = useState<Handle>();
  const [isMissing, setMissing] = useState(false);
  const handOver = useHandOver(view);
  const leave = useAct((kring) => kring.change(leaveConversation, { params: { conversationId: view.id } }));
  const isLastButOne = othersIn(view.roster).filter(({ leftAt }) => leftAt === null).length === 1;
  const submit = async () => {
    if (handsOverFirst && !view.can.leave) {
      if (to === undefined) return setMissing(true);
      await handOver.mutateAsync(to);
    }
    await leave.mutateAsync();
    onClose();
    showToast({ text: say("leave.done") });
  };
  const failed = leave.isError ? leave : handOver;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={say(handsOverFirst ? "leave.firstTitle" : "leave.title")}
      closeLabel={say("common:close")}
    >
      <DialogPart
        actions={
          <>
            <Button onPress={onClose}>{say("common:cancel")}</Button>
            <Button
              variant="danger-final"
              onPress={() => void submit().catch(() => undefined)}
              busy={(leave.isPending || handOver.isPending) && say("common:busy")}
            >
              {say(handsOverFirst ? "leave.submitBoth" : "leave.submit")}
            </Button>
          </>
        }
      >
        {handsOverFirst && (
          <>
            <p>{say("leave.first")}</p>
            <SuccessorChoice
              view={view}
              value={to}
              onChange={setTo}
              error={isMissing && to === undefined ? say("handOver.missing") : undefined}
            />
          </>
        )}
        <ul className="what-reads">
          <li>{say("leave.stays")}</li>
          <li>{say("leave.told")}</li>
          {isLastButOne && <li>{say("leave.closes")}</li>}
        </ul>
        <ActError change={failed} />
      </DialogPart>
    </Dialog>
  );
}
