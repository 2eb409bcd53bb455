import { EmptyState, SearchField } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { LoadedPage } from "../../../../shared/loaded-page.tsx";
import type { StartWith } from "../../../../shared/start-with.ts";
import { circleCandidatesQuery } from "../../api/candidates.ts";
import { type Candidate, matching } from "../../model/candidates.ts";
import { useSayAct } from "../../use-say-act.ts";
import { CandidateChoice } from "../candidate-choice.tsx";
import { StartForm } from "./start-form.tsx";
import { useChosen } from "./use-chosen.ts";

/** From so many people on, a search box helps. */
const searchableFrom = 9;

/** A client starts with their therapists and their related persons (V-01). */
export function ClientStart({ given }: { given: StartWith }) {
  const candidates = useQuery(circleCandidatesQuery);
  return <LoadedPage query={candidates}>{(people) => <WithPeople people={people} given={given} />}</LoadedPage>;
}

function WithPeople({ people, given }: { people: Candidate[]; given: StartWith }) {
  const say = useSayAct();
  const { chosen, toggle } = useChosen([given.account, given.link], people);
  const [typed, setTyped] = useState("");
  if (people.length === 0) {
    return (
      <EmptyState picture="quiet" title={say("start.nobodyTitle")}>
        <p>{say("start.nobodyClient")}</p>
      </EmptyState>
    );
  }
  const shown = people.filter((one) => chosen.has(one.key) || matching([one], typed).length > 0);
  return (
    <StartForm
      chosen={people.filter(({ key }) => chosen.has(key))}
      about={null}
      choice={(missing) => (
        <div className="start-choice">
          {people.length >= searchableFrom && (
            <SearchField label={say("start.find")} value={typed} onChange={setTyped} clearLabel={say("common:clear")} />
          )}
          <CandidateChoice
            label={say("start.whom")}
            candidates={shown}
            chosen={chosen}
            onToggle={toggle}
            error={missing}
          />
          {shown.length === 0 && <p role="status">{say("start.noneFound", { query: typed.trim() })}</p>}
        </div>
      )}
    />
  );
}
