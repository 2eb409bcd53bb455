import type { ConversationView, RosterParticipant } from "@kring/domain/contract";
import { useQuery } from "@tanstack/react-query";
import { listInWords } from "../../../shared/dates.ts";
import { ownLinksQuery } from "../../../shared/own-link/own-links.ts";
import { QuietChannels } from "../../../shared/own-link/quiet-channels.tsx";
import { ScreenNameForm } from "../../../shared/own-link/screen-name-form.tsx";
import { useLanguage } from "../../../shared/use-language.ts";
import { othersIn, seenAs, shortNames } from "../model/people.ts";
import { useSay } from "../use-say.ts";

/** For a related person: as whom each of the others sees them, and what they can change about it. */
export function SeenByReader({ view, you }: { view: ConversationView; you: RosterParticipant }) {
  const say = useSay();
  const language = useLanguage();
  const links = useQuery({ ...ownLinksQuery, enabled: view.myLink !== null });
  const link = links.data?.links.find(({ id }) => id === view.myLink?.id);
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
