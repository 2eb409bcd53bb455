import { type ConversationView, showOwnName } from "@kring/domain/contract";
import { Button, ConsentChoice, Dialog, DialogPart, useToast } from "@kring/ui";
import { useState } from "react";
import { findYou } from "../../model/people.ts";
import { useAct } from "../../use-act.ts";
import { useSayAct } from "../../use-say-act.ts";
import { ActError } from "./act-dialog.tsx";

/** V-03: a related person shows their name in one conversation, by an act of their own that can't be undone. */
export function ShowName({ view }: { view: ConversationView }) {
  const say = useSayAct();
  const showToast = useToast();
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const you = findYou(view.roster);
  const show = useAct((kring) => kring.change(showOwnName, { params: { conversationId: view.id } }));
  const agree = () => {
    const done = () => {
      close();
      showToast({ text: say("showName.done") });
    };
    show.mutate(undefined, { onSuccess: done });
  };
  return (
    <>
      <div>
        <Button dense onPress={() => setOpen(true)}>
          {say("showName.open")}
        </Button>
      </div>
      <Dialog isOpen={isOpen} onClose={close} title={say("showName.title")} closeLabel={say("common:close")}>
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
            no={{ label: say("showName.no"), onPress: close }}
            yes={{ label: say("showName.yes"), onPress: agree, busy: show.isPending && say("common:busy") }}
          />
          <ActError change={show} />
        </DialogPart>
      </Dialog>
    </>
  );
}
