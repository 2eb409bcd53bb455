import type { ConversationView } from "@kring/domain/contract";
import { Banner, Button } from "@kring/ui";
import { UserRoundPlus } from "lucide-react";
import { useDetailsOpen } from "../../details-open.ts";
import { findPerson, nameOf } from "../../model/people.ts";
import { useSay } from "../../use-say.ts";
import { useSayAct } from "../../use-say-act.ts";

/** V-02: tells the manager that somebody proposes to add a person; the answer is given beside who reads. */
export function ProposalBanner({ view }: { view: ConversationView }) {
  const say = useSayAct();
  const sayName = useSay();
  const { setOpen } = useDetailsOpen();
  const [proposal] = view.proposals;
  const by = proposal && findPerson(view.roster, proposal.by);
  return (
    <Banner
      tone="wait"
      icon={UserRoundPlus}
      action={
        <Button dense onPress={() => setOpen(true)}>
          {say("proposals.look")}
        </Button>
      }
    >
      {say("proposals.byOtherSomeone", { name: by === undefined ? sayName("anonymous") : nameOf(by, sayName) })}
    </Banner>
  );
}
