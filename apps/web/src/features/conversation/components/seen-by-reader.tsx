import type { ConversationView, OwnLink, RosterParticipant } from "@kring/domain/contract";
import { Button, FieldError, Switch, TextField, useToast } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import { refusalCode } from "../../../shared/call.ts";
import { listInWords } from "../../../shared/dates.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { ownLinksQuery, useChangeLink } from "../api/own-links.ts";
import { firstName, othersIn, seenAs, shortNames } from "../model/people.ts";
import { previewScreenName } from "../model/screen-name.ts";
import { useSay } from "../use-say.ts";

/** For a related person: as whom each of the others sees them, and what they can change about it. */
export function SeenByReader({ view, you }: { view: ConversationView; you: RosterParticipant }) {
  const say = useSay();
  const language = useLanguage();
  const links = useQuery({ ...ownLinksQuery, enabled: view.myLink !== null });
  const link = links.data?.find(({ id }) => id === view.myLink?.id);
  const { byName, masked } = seenAs(view.roster);
  const short = shortNames(othersIn(view.roster), say);
  const namesOf = (people: readonly RosterParticipant[]) =>
    listInWords(
      people.map(({ handle }) => short.get(handle) ?? ""),
      language,
    );
  const screenName = (link ? link.screenName : you.screenName) ?? say("anonymous");
  return (
    <div className="stack">
      <dl className="seen-as">
        {byName.length > 0 && (
          <div>
            <dt>{say("details.nameTo", { count: byName.length, names: namesOf(byName) })}</dt>
            <dd>{you.name}</dd>
          </div>
        )}
        {masked.length > 0 && (
          <div>
            <dt>{say("details.nameTo", { count: masked.length, names: namesOf(masked) })}</dt>
            <dd>{screenName}</dd>
          </div>
        )}
      </dl>
      {link && (
        <>
          <ScreenNameForm link={link} readers={namesOf(masked)} readersCount={masked.length} />
          <QuietChannels link={link} />
        </>
      )}
    </div>
  );
}

interface ScreenNameFormProps {
  link: OwnLink;
  /** Those who see the screen name here; may be nobody. */
  readers: string;
  readersCount: number;
}

function ScreenNameForm({ link, readers, readersCount }: ScreenNameFormProps) {
  const say = useSay();
  const sayRefusal = useRefusal();
  const showToast = useToast();
  const change = useChangeLink(link.id);
  const [typed, setTyped] = useState(link.screenName ?? "");
  const field = useRef<HTMLInputElement>(null);
  const { name, tooLong } = previewScreenName(typed);
  const isChanged = name !== link.screenName;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isChanged || tooLong) return;
    const saved = (kept: OwnLink) => {
      setTyped(kept.screenName ?? "");
      field.current?.focus();
      showToast({ text: say("ownLink.saved") });
    };
    change.mutate({ screenName: name }, { onSuccess: saved });
  };
  const refusal =
    change.isError &&
    (refusalCode(change.error) === "name-not-allowed" ? say("ownLink.refused") : sayRefusal(change.error));
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <TextField
        ref={field}
        label={say("ownLink.label")}
        hint={say("ownLink.hint")}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          change.reset();
        }}
        autoComplete="off"
        spellCheck={false}
        dense
        error={tooLong ? say("ownLink.tooLong") : refusal || undefined}
      />
      {isChanged && readersCount > 0 && !tooLong && !refusal && (
        <p className="sm" role="status">
          {say("ownLink.preview", { count: readersCount, readers })} <b>{name ?? say("anonymous")}</b>
        </p>
      )}
      {isChanged && (
        <div>
          <Button type="submit" dense busy={change.isPending && say("common:saving")}>
            {say("ownLink.save")}
          </Button>
        </div>
      )}
      <p className="sm mute">{say("ownLink.scope", { name: firstName(link.invitedBy.name) })}</p>
    </form>
  );
}

function QuietChannels({ link }: { link: OwnLink }) {
  const say = useSay();
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
