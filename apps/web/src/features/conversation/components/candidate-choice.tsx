import { Avatar, FieldError, initialsOf, ProfessionalMark } from "@kring/ui";
import { type ReactNode, useId } from "react";
import { useMe } from "../../../shared/me.ts";
import type { Candidate } from "../model/candidates.ts";
import type { SayAct } from "../model/who-will-read.ts";
import { useSayAct } from "../use-say-act.ts";
import "./candidate-choice.css";

export interface CandidateChoiceProps {
  label: ReactNode;
  candidates: readonly Candidate[];
  /** Keys of those who are chosen. */
  chosen: ReadonlySet<string>;
  onToggle: (candidate: Candidate) => void;
  /** One of them, instead of any number. */
  one?: boolean;
  /** Help under the question. */
  hint?: ReactNode;
  error?: ReactNode;
}

/** People to choose from, each with what they are to the reader. */
export function CandidateChoice(props: CandidateChoiceProps) {
  const { label, candidates, chosen, onToggle, one = false, hint, error } = props;
  const say = useSayAct();
  const id = useId();
  const { account } = useMe();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
  return (
    <fieldset className="radios candidates" aria-describedby={described}>
      <legend className="label">{label}</legend>
      {hint && (
        <p className="sm mute" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {candidates.map((candidate) => (
        <label className="check" key={candidate.key}>
          <input
            type={one ? "radio" : "checkbox"}
            name={id}
            checked={chosen.has(candidate.key)}
            onChange={() => onToggle(candidate)}
          />
          <Avatar
            kind={candidate.kind === "related-person" ? "related" : candidate.kind}
            initials={initialsOf(candidate.name)}
          />
          <span className="grow">
            <span className="nm">
              <b>{candidate.name}</b>
              {candidate.role && <ProfessionalMark>{say(`common:roles.${candidate.role}`)}</ProfessionalMark>}
            </span>
            <span className="sm mute under">{aboutCandidate(candidate, account.kind === "professional", say)}</span>
          </span>
        </label>
      ))}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </fieldset>
  );
}

/** What somebody is to the reader, for the line under the name. */
function aboutCandidate(candidate: Candidate, isColleague: boolean, say: SayAct): string {
  const { kind, invitedBy, screenName } = candidate;
  if (kind === "client") return say("candidates.client");
  if (kind === "professional") return isColleague ? say("candidates.colleague") : "";
  if (screenName === undefined) return say("candidates.ownInvitee");
  const who = invitedBy ? say("candidates.relatedBy", { name: invitedBy }) : say("candidates.related");
  return `${who}, ${say("candidates.seenAs", { mask: screenName ?? say("reads.anonymous") })}`;
}
