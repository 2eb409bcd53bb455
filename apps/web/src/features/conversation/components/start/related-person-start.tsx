import type { OwnLink } from "@kring/domain/contract";
import { EmptyState, RadioGroup } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { LoadedPage } from "../../../../shared/loaded-page.tsx";
import { ownLinksQuery } from "../../../../shared/own-link/own-links.ts";
import type { StartWith } from "../../../../shared/start-with.ts";
import { linkCandidates } from "../../model/candidates.ts";
import { useSayAct } from "../../use-say-act.ts";
import { CandidateChoice } from "../candidate-choice.tsx";
import { StartForm } from "./start-form.tsx";
import { useChosen } from "./use-chosen.ts";

/** A related person starts with the client of one of their links, and with the therapist who invited them by it (V-01). */
export function RelatedPersonStart({ given }: { given: StartWith }) {
  const links = useQuery(ownLinksQuery);
  return <LoadedPage query={links}>{(answer) => <WithLinks links={answer.links} given={given} />}</LoadedPage>;
}

function WithLinks({ links, given }: { links: OwnLink[]; given: StartWith }) {
  const say = useSayAct();
  const [linkId, setLinkId] = useState<string | undefined>(given.ownLink);
  const [first] = links;
  if (first === undefined) {
    return (
      <EmptyState picture="quiet" title={say("start.nobodyTitle")}>
        <p>{say("start.nobodyRelated")}</p>
      </EmptyState>
    );
  }
  const link = links.find(({ id }) => id === linkId) ?? first;
  return (
    <ViaLink
      key={link.id}
      link={link}
      links={links}
      end={link.id === given.ownLink ? given.end : undefined}
      onLink={setLinkId}
    />
  );
}

interface ViaLinkProps {
  link: OwnLink;
  links: OwnLink[];
  end: StartWith["end"];
  onLink: (id: string) => void;
}

function ViaLink({ link, links, end, onLink }: ViaLinkProps) {
  const say = useSayAct();
  const group = useId();
  const people = linkCandidates(link);
  const only = people.length === 1 ? people[0]?.key : undefined;
  const { chosen, toggle } = useChosen([end === undefined ? only : `${link.id} ${end}`]);
  const hintOf = ({ client, invitedBy, screenName }: OwnLink): string => {
    const mask = `‘${screenName ?? say("reads.anonymous")}’`;
    return invitedBy.kind === "client"
      ? say("start.linkByClient", { client: client.name, mask })
      : say("start.linkByTherapist", { name: invitedBy.name, mask });
  };
  return (
    <StartForm
      chosen={people.filter(({ key }) => chosen.has(key))}
      about={link.client.name}
      screenName={link.screenName}
      choice={(missing) => (
        <div className="start-choice">
          {links.length > 1 && (
            <RadioGroup
              name={group}
              label={say("start.whichLink")}
              options={links.map((one) => ({ value: one.id, label: one.client.name, hint: hintOf(one) }))}
              value={link.id}
              onChange={onLink}
            />
          )}
          <CandidateChoice
            label={say("start.whom")}
            candidates={people}
            chosen={chosen}
            onToggle={toggle}
            error={missing}
          />
        </div>
      )}
    />
  );
}
