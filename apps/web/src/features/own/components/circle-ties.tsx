import { ButtonLink } from "@kring/ui";
import { useTranslation } from "react-i18next";
import { startPath } from "../../../shared/start-with.ts";
import type { CircleMember, CircleTie } from "../model/circle-members.ts";
import { useCircleWords } from "../use-circle-words.ts";

export interface CircleTiesProps {
  member: CircleMember & { kind: "related-person" };
  plain?: boolean | undefined;
}

/** The ties of one related person, each with who invited them, since when, and what the client can do by it. */
export function CircleTies({ member, plain }: CircleTiesProps) {
  const { t } = useTranslation("own");
  const { tieInWords, inviterOf } = useCircleWords();
  return (
    <ul className="circle-ties">
      {member.person.ties.map((tie) => (
        <li key={tie.linkId}>
          <p className="sm mute">{tieInWords(tie)}</p>
          <TieActs tie={tie} of={t("circle.tie", { name: member.name, inviter: inviterOf(tie) })} plain={plain} />
        </li>
      ))}
    </ul>
  );
}

interface TieActsProps {
  tie: CircleTie;
  /** Whose tie it is, read aloud after each act. */
  of: string;
  plain?: boolean | undefined;
}

export function TieActs({ tie, of, plain }: TieActsProps) {
  const { t } = useTranslation(["own", "common"]);
  return (
    <span className="row wrap">
      <ButtonLink dense href={startPath({ link: tie.linkId })}>
        {t("common:startConversation")}
        <span className="sr">: {of}</span>
      </ButtonLink>
      <ButtonLink dense href="/related-persons" variant={plain ? "plain" : "secondary"}>
        {t("own:circle.manage")}
        <span className="sr">: {of}</span>
      </ButtonLink>
    </span>
  );
}
