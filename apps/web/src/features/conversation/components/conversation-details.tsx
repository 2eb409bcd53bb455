import type { ConversationView, RosterParticipant } from "@kring/domain/contract";
import { DetailsPane, DetailsSection, Icon, KeyValue, type KeyValueProps, PersonRow } from "@kring/ui";
import { BookOpen, UserRoundPlus } from "lucide-react";
import { lazy, Suspense, useEffect } from "react";
import { shortDate } from "../../../shared/dates.ts";
import { QuickExitButton } from "../../../shared/leave.tsx";
import { useMe } from "../../../shared/me.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { useDetailsOpen } from "../details-open.ts";
import { absenceInWords } from "../model/absence.ts";
import { findPerson, findYou, firstName, nameOf, othersIn, shortNames } from "../model/people.ts";
import { personInWords } from "../model/person-in-words.ts";
import { useDetailsFocus } from "../use-details-focus.ts";
import { useSay } from "../use-say.ts";
import { ActButton } from "./acts/act-button.tsx";
import {
  loadAdd,
  loadHandOver,
  loadLeave,
  loadPropose,
  loadShowName,
  loadTopic,
  prepareActs,
  withWords,
} from "./acts/load-acts.ts";
import "./acts/acts.css";
import { PersonAvatar, PersonMark } from "./person.tsx";
import { SeenByReader } from "./seen-by-reader.tsx";

const AccessStateText = lazy(
  withWords(async () => ({ default: (await import("./acts/access-state.tsx")).AccessStateText })),
);
const Proposals = lazy(withWords(async () => ({ default: (await import("./acts/proposals.tsx")).Proposals })));

/** Who reads: how they see the reader, how the reader sees them, and what this conversation is. */
export function ConversationDetails({ view }: { view: ConversationView }) {
  const say = useSay();
  const { setOpen } = useDetailsOpen();
  useDetailsFocus();
  useEffect(prepareActs, []);
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
      {view.proposals.length > 0 && (
        <DetailsSection title={say("details.proposals")}>
          <Suspense>
            <Proposals view={view} />
          </Suspense>
        </DetailsSection>
      )}
      {present.length > 0 && (
        <DetailsSection title={say("details.seeThem")}>
          {present.map((person) => (
            <Person key={person.handle} person={person} view={view} />
          ))}
          {view.clientMayAsk && view.roster.about?.you === false && (
            <p className="may-ask">
              <Icon of={BookOpen} small />
              <span>{say("details.clientMayAsk", { client: firstName(view.roster.about.name) })}</span>
            </p>
          )}
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
        {view.accessEscalation && (
          <Suspense>
            <AccessStateText view={view} />
          </Suspense>
        )}
        <Acts view={view} />
      </DetailsSection>
      {(view.can.leave || view.can.handOver) && (
        <DetailsSection>
          <ActButton view={view} load={loadLeave} variant="danger">
            {say("details.acts.leave")}
          </ActButton>
        </DetailsSection>
      )}
    </DetailsPane>
  );
}

function HowYouAreSeen({ view }: { view: ConversationView }) {
  const say = useSay();
  const you = findYou(view.roster);
  if (you === undefined) return null;
  if (you.kind === "related-person") {
    return (
      <div className="stack">
        <SeenByReader view={view} you={you} />
        {view.can.showName && (
          <div>
            <ActButton view={view} load={loadShowName}>
              {say("details.acts.showName")}
            </ActButton>
          </div>
        )}
      </div>
    );
  }
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
      {[
        personInWords(person, view.roster, { reader: account.kind, now: Date.now(), language }, say),
        person.leftAt === null ? absenceInWords(person, Date.now(), language, say) : null,
      ]
        .filter(Boolean)
        .join(" ")}
    </PersonRow>
  );
}

/** What the server says that the reader can do here. */
function Acts({ view }: { view: ConversationView }) {
  const say = useSay();
  const { can, roster } = view;
  const manager = roster.participants.find((person) => person.manager);
  return (
    <>
      {!can.add && !view.closed && !view.left && manager && !manager.you && (
        <p className="sm mute only-manager">{say("details.onlyManagerAdds", { name: nameOf(manager, say) })}</p>
      )}
      {(can.add || can.propose || can.changeTopic || can.handOver) && (
        <div className="acts">
          {can.add && (
            <ActButton view={view} load={loadAdd} icon={UserRoundPlus}>
              {say("details.acts.add")}
            </ActButton>
          )}
          {can.propose && (
            <ActButton view={view} load={loadPropose} icon={UserRoundPlus}>
              {say("details.acts.propose")}
            </ActButton>
          )}
          {can.changeTopic && (
            <ActButton view={view} load={loadTopic}>
              {say(view.topic === null ? "details.acts.giveTopic" : "details.acts.changeTopic")}
            </ActButton>
          )}
          {can.handOver && (
            <ActButton view={view} load={loadHandOver}>
              {say("details.acts.handOver")}
            </ActButton>
          )}
        </div>
      )}
    </>
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
