import type { OwnLink } from "@kring/domain/contract";
import { FieldError, Switch } from "@kring/ui";
import { useTranslation } from "react-i18next";
import { useRefusal } from "../use-refusal.ts";
import { useChangeLink } from "./own-links.ts";

/** Typing and reading show only if this person turned them on, for one link record. */
export function QuietChannels({ link }: { link: OwnLink }) {
  const { t: say } = useTranslation("conversation");
  const sayRefusal = useRefusal();
  const change = useChangeLink(link.id);
  return (
    <div className="stack tight sm">
      <Switch checked={link.showsTyping} onChange={(event) => change.mutate({ showsTyping: event.target.checked })}>
        {say("ownLink.typing")}
      </Switch>
      <Switch checked={link.showsReceipts} onChange={(event) => change.mutate({ showsReceipts: event.target.checked })}>
        {say("ownLink.receipts")}
      </Switch>
      {change.isError && <FieldError>{sayRefusal(change.error)}</FieldError>}
      {!link.showsTyping && !link.showsReceipts && <p className="mute">{say("ownLink.quiet")}</p>}
    </div>
  );
}
