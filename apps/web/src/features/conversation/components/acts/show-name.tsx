import { showOwnName } from "@kring/domain/contract";
import { ConsentChoice, Dialog, DialogPart, useToast } from "@kring/ui";
import { findYou } from "../../model/people.ts";
import { useAct } from "../../use-act.ts";
import { useSayAct } from "../../use-say-act.ts";
import type { ActDialogPart } from "./act-button.tsx";
import { ActError } from "./act-error.tsx";

/** V-03: a related person shows their name in one conversation, by an act of their own that can't be undone. */
export function ShowNameDialog({ view, onClose }: ActDialogPart) {
  const say = useSayAct();
  const showToast = useToast();
  const you = findYou(view.roster);
  const show = useAct((kring) => kring.change(showOwnName, { params: { conversationId: view.id } }));
  const agree = () => {
    const done = () => {
      onClose();
      showToast({ text: say("showName.done") });
    };
    show.mutate(undefined, { onSuccess: done });
  };
  return (
    <Dialog isOpen onClose={onClose} title={say("showName.title")} closeLabel={say("common:close")}>
      <DialogPart>
        <p>
          {say("showName.what", {
            name: you?.name ?? "",
            mask: you?.screenName ?? say("reads.anonymous"),
          })}
        </p>
        <ul className="what-reads">
          <li>{say("showName.earlier")}</li>
          <li>{say("showName.elsewhere")}</li>
          <li>
            <b>{say("showName.final")}</b>
          </li>
        </ul>
        <p>{say("showName.noIsFine")}</p>
        <ConsentChoice
          no={{ label: say("showName.no"), onPress: onClose }}
          yes={{ label: say("showName.yes"), onPress: agree, busy: show.isPending && say("common:busy") }}
        />
        <ActError change={show} />
      </DialogPart>
    </Dialog>
  );
}
