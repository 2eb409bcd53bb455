import type { ConversationView } from "@kring/domain/contract";
import { shortDate } from "../../../../shared/dates.ts";
import { useLanguage } from "../../../../shared/use-language.ts";
import { firstName } from "../../model/people.ts";
import { useSayAct } from "../../use-say-act.ts";

/** V-05: where the client's request stands, and what came of it, for the professionals in the conversation. */
export function AccessStateText({ view: { roster, accessEscalation } }: { view: ConversationView }) {
  const say = useSayAct();
  const language = useLanguage();
  if (accessEscalation === null) return null;
  const { state, requestedAt, at, decidedAt } = accessEscalation;
  const dayOf = (moment: number) => shortDate(moment, Date.now(), language);
  return (
    <p className="sm soft access-state">
      {say(`access.states.${state}`, {
        client: firstName(roster.about?.name ?? ""),
        asked: dayOf(requestedAt),
        since: dayOf(at),
        decided: dayOf(decidedAt ?? at),
      })}
    </p>
  );
}
