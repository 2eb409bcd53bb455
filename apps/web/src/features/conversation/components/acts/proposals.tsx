import { answerProposal, type ConversationView, type ParticipantProposal } from "@kring/domain/contract";
import { Button } from "@kring/ui";
import { UserRoundPlus } from "lucide-react";
import { momentInWords } from "../../../../shared/dates.ts";
import { useLanguage } from "../../../../shared/use-language.ts";
import { findPerson, firstName, nameOf } from "../../model/people.ts";
import { useAct } from "../../use-act.ts";
import { useSay } from "../../use-say.ts";
import { useSayAct } from "../../use-say-act.ts";
import { ActButton } from "./act-button.tsx";
import { ActError } from "./act-error.tsx";
import { loadAdd } from "./load-acts.ts";

/** What related persons propose, for the manager and for who proposed it. */
export function Proposals({ view }: { view: ConversationView }) {
  return (
    <ul className="proposals">
      {view.proposals.map((proposal) => (
        <Proposal key={proposal.id} view={view} proposal={proposal} />
      ))}
    </ul>
  );
}

function Proposal({ view, proposal }: { view: ConversationView; proposal: ParticipantProposal }) {
  const say = useSayAct();
  const sayName = useSay();
  const language = useLanguage();
  const by = findPerson(view.roster, proposal.by);
  const isOwn = by?.you ?? false;
  const { whom: kind } = proposal;
  const whom = kind === null ? undefined : kind === "client" ? view.roster.about?.name : by?.invitedBy?.name;
  const manager = view.roster.participants.find((person) => person.manager);
  const answer = useAct((kring, given: "add" | "set-aside") =>
    kring.change(answerProposal, {
      params: { conversationId: view.id, proposalId: proposal.id },
      body: { answer: given },
    }),
  );
  const busyWith = (given: "add" | "set-aside") => answer.isPending && answer.variables === given && say("common:busy");
  const sentence = () => {
    const name = by === undefined ? sayName("anonymous") : nameOf(by, sayName);
    if (whom === undefined) {
      return isOwn ? say("proposals.byYouSomeone") : say("proposals.byOtherSomeone", { name });
    }
    return isOwn ? say("proposals.byYou", { whom }) : say("proposals.byOther", { name, whom });
  };
  return (
    <li>
      <p>{sentence()}</p>
      {proposal.note !== "" && <p className="soft sm">{say("proposals.note", { note: proposal.note })}</p>}
      <p className="sm mute">
        {say("proposals.when", { when: momentInWords(proposal.at, Date.now(), language) })}
        {isOwn && manager && ` ${say("proposals.waits", { manager: nameOf(manager, sayName) })}`}
      </p>
      {!isOwn && view.can.add && whom !== undefined && (
        <p className="sm">{say(kind === "client" ? "add.readsAll" : "add.readsFromNow", { name: firstName(whom) })}</p>
      )}
      <div className="row wrap">
        <Button dense onPress={() => answer.mutate("set-aside")} busy={busyWith("set-aside")}>
          {say(isOwn ? "proposals.takeBack" : "proposals.setAside")}
        </Button>
        {!isOwn && view.can.add && kind !== null && (
          <Button dense onPress={() => answer.mutate("add")} busy={busyWith("add")}>
            {say("proposals.add")}
          </Button>
        )}
        {!isOwn && view.can.add && kind === null && (
          <ActButton view={view} load={loadAdd} icon={UserRoundPlus}>
            {say("proposals.chooseWhom")}
          </ActButton>
        )}
      </div>
      <ActError change={answer} notFound={say("add.refused")} />
    </li>
  );
}
