import type { AccountId } from "@kring/domain/contract";
import { Avatar, Button, FieldError, initialsOf, RadioGroup, Row, Rows, SearchField, Skeleton } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useId, useState } from "react";
import { Failed } from "../../../../shared/failed.tsx";
import { LoadedPage } from "../../../../shared/loaded-page.tsx";
import { useMe } from "../../../../shared/me.ts";
import type { StartWith } from "../../../../shared/start-with.ts";
import { useSettled } from "../../../../shared/use-settled.ts";
import {
  type AroundClient,
  aroundClientQuery,
  caseloadQuery,
  colleaguesQuery,
  professionalOrClientQuery,
} from "../../api/candidates.ts";
import type { Candidate } from "../../model/candidates.ts";
import { firstName } from "../../model/people.ts";
import { useSayAct } from "../../use-say-act.ts";
import { CandidateChoice } from "../candidate-choice.tsx";
import { StartForm } from "./start-form.tsx";
import { useChosen } from "./use-chosen.ts";

type How = "around-client" | "colleagues";

/** A professional starts with colleagues, a therapist with their clients and with related persons whom they invited (V-01). */
export function ProfessionalStart({ given }: { given: StartWith }) {
  const { account } = given;
  const known = useQuery({
    ...professionalOrClientQuery(account as AccountId),
    enabled: account !== undefined,
  });
  if (account === undefined) return <ChooseHow client={given.client} link={given.link} />;
  return (
    <LoadedPage query={known}>
      {(person) => (person.kind === "client" ? <ChooseHow client={account} /> : <ChooseHow colleague={person} />)}
    </LoadedPage>
  );
}

interface ChooseHowProps {
  client?: AccountId | undefined;
  link?: string | undefined;
  colleague?: Candidate | undefined;
}

function ChooseHow({ client, link, colleague }: ChooseHowProps) {
  const say = useSayAct();
  const { can } = useMe();
  const group = useId();
  const [how, setHow] = useState<How>(can.seeCaseload && colleague === undefined ? "around-client" : "colleagues");
  const [clientId, setClientId] = useState(client);
  const choice = can.seeCaseload && (
    <RadioGroup
      inline
      name={group}
      label={say("start.kind")}
      options={[
        { value: "around-client", label: say("start.aroundClient") },
        { value: "colleagues", label: say("start.colleaguesOnly") },
      ]}
      value={how}
      onChange={(value) => setHow(value as How)}
    />
  );
  if (how === "colleagues") return <WithColleagues before={choice} colleague={colleague} />;
  if (clientId === undefined) return <ChooseClient before={choice} onChoose={setClientId} />;
  return (
    <Around
      key={clientId}
      before={choice}
      clientId={clientId}
      link={clientId === client ? link : undefined}
      onOther={() => setClientId(undefined)}
    />
  );
}

interface Before {
  /** The question above it. */
  before: ReactNode;
}

function useFound(typed: string) {
  const find = useSettled(typed.trim());
  const isTooShort = find.length > 0 && find.length < 3;
  return { find: isTooShort ? "" : find, isTooShort };
}

function ChooseClient({ before, onChoose }: Before & { onChoose: (id: AccountId) => void }) {
  const say = useSayAct();
  const [typed, setTyped] = useState("");
  const { find, isTooShort } = useFound(typed);
  const clients = useQuery(caseloadQuery(find));
  return (
    <StartForm
      chosen={[]}
      about={null}
      choice={(missing) => (
        <div className="start-choice">
          {before}
          <h2>{say("start.whichClient")}</h2>
          <SearchField
            label={say("start.findClient")}
            value={typed}
            onChange={setTyped}
            clearLabel={say("common:clear")}
          />
          <Found query={clients} find={find} isTooShort={isTooShort} none={say("start.nobodyCaseload")}>
            {(people) => (
              <Rows label={say("start.whichClient")}>
                {people.map(({ key, name }) => (
                  <Row
                    key={key}
                    leading={<Avatar kind="client" initials={initialsOf(name)} />}
                    end={
                      <Button
                        dense
                        aria-label={say("start.chooseNamed", { name })}
                        onPress={() => onChoose(key as AccountId)}
                      >
                        {say("start.choose")}
                      </Button>
                    }
                  >
                    <b>{name}</b>
                  </Row>
                ))}
              </Rows>
            )}
          </Found>
          {missing && <FieldError>{missing}</FieldError>}
        </div>
      )}
    />
  );
}

interface FoundProps {
  query: { data: Candidate[] | undefined; isError: boolean; error: Error | null; refetch: () => unknown };
  find: string;
  isTooShort: boolean;
  none: string;
  children: (people: Candidate[]) => ReactNode;
}

function Found({ query, find, isTooShort, none, children }: FoundProps) {
  const say = useSayAct();
  if (query.data === undefined) {
    if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
    return <Skeleton label={say("common:loading")} rows={3} />;
  }
  const nobody = find === "" ? none : say("start.noneFound", { query: find });
  return (
    <>
      <p className="mute" role="status">
        {isTooShort ? say("start.tooShort") : query.data.length === 0 && nobody}
      </p>
      {query.data.length > 0 && children(query.data)}
    </>
  );
}

function WithColleagues({ before, colleague }: Before & { colleague: Candidate | undefined }) {
  const say = useSayAct();
  const [typed, setTyped] = useState("");
  const { find, isTooShort } = useFound(typed);
  const found = useQuery(colleaguesQuery(find));
  const [picked, setPicked] = useState<Candidate[]>(colleague === undefined ? [] : [colleague]);
  const toggle = (one: Candidate) =>
    setPicked((now) =>
      now.some(({ key }) => key === one.key) ? now.filter(({ key }) => key !== one.key) : [...now, one],
    );
  const chosen = new Set(picked.map(({ key }) => key));
  return (
    <StartForm
      chosen={picked}
      about={null}
      choice={(missing) => (
        <div className="start-choice">
          {before}
          <SearchField
            label={say("start.findColleague")}
            value={typed}
            onChange={setTyped}
            clearLabel={say("common:clear")}
          />
          <Found query={found} find={find} isTooShort={isTooShort} none="">
            {(people) => (
              <CandidateChoice
                label={say("start.whom")}
                candidates={[...picked, ...people.filter(({ key }) => !chosen.has(key))]}
                chosen={chosen}
                onToggle={toggle}
                error={missing}
              />
            )}
          </Found>
        </div>
      )}
    />
  );
}

interface AroundProps extends Before {
  clientId: AccountId;
  /** The record of a related person with whom to start. */
  link: string | undefined;
  onOther: () => void;
}

function Around({ before, clientId, link, onOther }: AroundProps) {
  const { account } = useMe();
  const around = useQuery(aroundClientQuery(clientId, account.id));
  return (
    <LoadedPage query={around}>
      {(people) => <AroundPeople before={before} people={people} link={link} onOther={onOther} />}
    </LoadedPage>
  );
}

function AroundPeople({ before, people, link, onOther }: Omit<AroundProps, "clientId"> & { people: AroundClient }) {
  const say = useSayAct();
  const { client, colleagues, invited } = people;
  const { chosen, setChosen } = useChosen([link ?? client.key]);
  const all = [client, ...invited, ...colleagues];
  const toggle = (one: Candidate) => {
    const next = new Set(chosen);
    if (!next.delete(one.key)) {
      // Only the client brings two related persons together (V-02): another one takes the place of the first.
      if (one.kind === "related-person") for (const { key } of invited) next.delete(key);
      next.add(one.key);
    }
    setChosen(next);
  };
  const picked = all.filter(({ key }) => chosen.has(key));
  return (
    <StartForm
      chosen={picked}
      about={picked.every(({ kind }) => kind === "professional") ? null : client.name}
      choice={(missing) => (
        <div className="start-choice">
          {before}
          <div className="start-around">
            <h2>{say("start.around", { name: client.name })}</h2>
            <Button dense variant="plain" onPress={onOther}>
              {say("start.otherClient")}
            </Button>
          </div>
          <CandidateChoice
            label={say("start.whom")}
            hint={invited.length > 1 && say("start.oneRelated", { client: firstName(client.name) })}
            candidates={all}
            chosen={chosen}
            onToggle={toggle}
            error={missing}
          />
        </div>
      )}
    />
  );
}
