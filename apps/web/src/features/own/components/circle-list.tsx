import { Button, ButtonLink, Row, Rows } from "@kring/ui";
import { useTranslation } from "react-i18next";
import { startPath } from "../../../shared/start-with.ts";
import { type CircleMember, hasSeveralTies } from "../model/circle-members.ts";
import { useCircleWords } from "../use-circle-words.ts";
import { MemberAvatar, MemberMark, MemberTag } from "./circle-person.tsx";
import { CircleTies, TieActs } from "./circle-ties.tsx";

export interface CircleListProps {
  members: CircleMember[];
  /** Of its headings. */
  level: 2 | 3;
  onEnd: (member: CircleMember & { kind: "professional" }) => void;
}

/** The circle in words: who sees the account, since when, on what ground; then who talks with the client. */
export function CircleList({ members, level, onEnd }: CircleListProps) {
  const { t } = useTranslation("own");
  const Title = `h${level}` as const;
  const inner = members.filter(({ kind }) => kind !== "related-person");
  const outer = members.filter(({ kind }) => kind === "related-person");
  return (
    <div className="circle-list">
      <section>
        <Title>{t("circle.innerTitle")}</Title>
        {inner.length === 0 ? (
          <p className="soft">{t("circle.innerNone")}</p>
        ) : (
          <Rows label={t("circle.innerTitle")}>
            {inner.map((member) => (
              <MemberRow key={member.key} member={member} onEnd={onEnd} />
            ))}
          </Rows>
        )}
      </section>
      {outer.length > 0 && (
        <section>
          <Title>{t("circle.outerTitle")}</Title>
          <Rows label={t("circle.outerTitle")}>
            {outer.map((member) => (
              <MemberRow key={member.key} member={member} onEnd={onEnd} />
            ))}
          </Rows>
        </section>
      )}
    </div>
  );
}

function MemberRow({ member, onEnd }: { member: CircleMember; onEnd: CircleListProps["onEnd"] }) {
  const { sayOf, absenceOf } = useCircleWords();
  const absence = absenceOf(member);
  const isTiedMore = hasSeveralTies(member);
  return (
    <Row
      leading={<MemberAvatar member={member} />}
      end={isTiedMore ? undefined : <MemberAct member={member} onEnd={onEnd} />}
    >
      <div className="circle-name">
        <b>{member.name}</b>
        <MemberMark member={member} />
        <MemberTag member={member} />
      </div>
      {isTiedMore ? <CircleTies member={member} /> : <p className="sm mute">{sayOf(member)}</p>}
      {absence !== null && <p className="sm">{absence}</p>}
    </Row>
  );
}

/** What the client can do about somebody. */
export function MemberAct({
  member,
  onEnd,
  plain,
}: {
  member: CircleMember;
  onEnd: CircleListProps["onEnd"];
  plain?: boolean;
}) {
  const { t } = useTranslation(["own", "common"]);
  if (member.kind === "request") {
    return (
      <ButtonLink dense href={`/requests/${member.person.id}`}>
        {t("own:circle.readAndDecide")}
        <span className="sr">: {member.name}</span>
      </ButtonLink>
    );
  }
  if (member.kind === "temporary") return null;
  if (member.kind === "related-person") {
    const [tie] = member.person.ties;
    return tie === undefined ? null : <TieActs tie={tie} of={member.name} plain={plain} />;
  }
  return (
    <span className="row wrap">
      <ButtonLink dense href={startPath({ account: member.person.id })}>
        {t("common:startConversation")}
        <span className="sr">: {member.name}</span>
      </ButtonLink>
      {!member.person.endingWished && (
        <Button
          dense
          variant={plain ? "plain" : "secondary"}
          aria-label={t("own:circle.endNamed", { name: member.name })}
          onPress={() => onEnd(member)}
        >
          {t("own:circle.end")}
        </Button>
      )}
    </span>
  );
}
