import type { ConversationView, RosterParticipant } from "@kring/domain/contract";
import { DetailsPane, DetailsSection, KeyValue, type KeyValueProps, PersonRow } from "@kring/ui";
import { shortDate } from "../../../shared/dates.ts";
import { QuickExitButton } from "../../../shared/leave.tsx";
import { useMe } from "../../../shared/me.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { useDetailsOpen } from "../details-open.ts";
import { findPerson, findYou, nameOf, othersIn, shortNames } from "../model/people.ts";
import { personInWords } from "../model/person-in-words.ts";
import { useDetailsFocus } from "../use-details-focus.ts";
import { useSay } from "../use-say.ts";
import { PersonAvatar, PersonMark } from "./person.tsx";
import { SeenByReader } from "./seen-by-reader.tsx";

/** Who reads: how they see the reader, how the reader sees them, and what this conversation is. */
export function ConversationDetails({ view }: { view: ConversationView }) {
  const say = useSay();
  const { setOpen } = useDetailsOpen();
  useDetailsFocus();
  const others = othersIn(view.roster);
  const present = others.filter(({ leftAt }) => leftAt === null);
  const gone = others.filter(({ leftAt }) => leftAt !== null);
  return (
    <DetailsPane
      title={say("details.title")}
      closeLabel={say("details.close")}
      onClose={() => setOpen(false)}
      exit={<QuickExitButton />}
    >
      <DetailsSection title={say("details.seeYou")}>
        <HowYouAreSeen view={view} />
      </DetailsSection>
      {present.length > 0 && (
        <DetailsSection title={say("details.seeThem")}>
          {present.map((person) => (
            <Person key={person.handle} person={person} view={view} />
          ))}
        </DetailsSection>
      )}
      {gone.length > 0 && (
        <DetailsSection title={say("details.gone")}>
          {gone.map((person) => (
            <Person key={person.handle} person={person} view={view} />
          ))}
        </DetailsSection>
      )}
      <DetailsSection title={say("details.this")}>
        <ThisConversation view={view} />
      </DetailsSection>
    </DetailsPane>
  );
}

function HowYouAreSeen({ view }: { view: ConversationView }) {
  const say = useSay();
  const you = findYou(view.roster);
  if (you === undefined) return null;
  if (you.kind === "related-person") return <SeenByReader view={view} you={you} />;
  return (
    <PersonRow avatar={<PersonAvatar person={you} />} name={you.name} mark={<PersonMark person={you} />}>
      {say(you.mark ? "details.everyoneSeesMark" : "details.everyoneSeesName")}
    </PersonRow>
  );
}

function Person({ person, view }: { person: RosterParticipant; view: ConversationView }) {
  const say = useSay();
  const language = useLanguage();
  const { account } = useMe();
  return (
    <PersonRow
      avatar={<PersonAvatar person={person} />}
      name={nameOf(person, say)}
      mark={<PersonMark person={person} />}
    >
      {personInWords(person, view.roster, { reader: account.kind, now: Date.now(), language }, say)}
    </PersonRow>
  );
}

function ThisConversation({ view }: { view: ConversationView }) {
  const say = useSay();
  const language = useLanguage();
  const { about, participants } = view.roster;
  const starter = view.startedBy === null ? undefined : findPerson(view.roster, view.startedBy);
  const manager = participants.find((person) => person.manager);
  const when = shortDate(view.startedAt, Date.now(), language);
  const short = shortNames(othersIn(view.roster), say);
  const nameOrYou = (person: RosterParticipant) => short.get(person.handle) ?? say("details.you");
  const facts: KeyValueProps["items"] = [
    {
      key: say("details.startedKey"),
      value: starter ? say("details.started", { when, name: nameOrYou(starter) }) : when,
    },
  ];
  if (about) facts.push({ key: say("details.aboutKey"), value: about.you ? say("details.you") : about.name });
  if (manager)
    facts.push({ key: say("details.managerKey"), value: manager.you ? say("details.youLead") : nameOrYou(manager) });
  return <KeyValue items={facts} />;
}
