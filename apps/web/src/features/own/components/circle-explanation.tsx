import { useTranslation } from "react-i18next";
import { listInWords } from "../../../shared/dates.ts";
import { useToolTitle } from "../../../shared/tool/catalogue.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { type CircleMember, hasSeveralTies } from "../model/circle-members.ts";
import { useCircleWords } from "../use-circle-words.ts";
import { type CircleListProps, MemberAct } from "./circle-list.tsx";
import { MemberAvatar, MemberMark, MemberTag } from "./circle-person.tsx";
import { CircleTies } from "./circle-ties.tsx";

export interface CircleExplanationProps {
  member: CircleMember | undefined;
  /** The number of related persons that professionals see. */
  numberSeen: number;
  /** Of its headings. */
  level: 2 | 3;
  onEnd: CircleListProps["onEnd"];
}

/** Beside the picture: who the chosen one is, since when, on what ground, and what they see; announced when it changes. */
export function CircleExplanation({ member, numberSeen, level, onEnd }: CircleExplanationProps) {
  const { t } = useTranslation("own");
  return (
    <div className="circle-explain" aria-live="polite">
      {member === undefined ? (
        <p className="soft">{t("circle.choose")}</p>
      ) : (
        <Explained member={member} numberSeen={numberSeen} level={level} onEnd={onEnd} />
      )}
    </div>
  );
}

function Explained({ member, numberSeen, level, onEnd }: CircleExplanationProps & { member: CircleMember }) {
  const { t } = useTranslation("own");
  const { absenceOf, sayOf, dateOf, roleOf } = useCircleWords();
  const absence = absenceOf(member);
  const isTiedMore = hasSeveralTies(member);
  const isWished = member.kind === "professional" && member.person.endingWished;
  return (
    <>
      <div className="circle-who">
        <MemberAvatar member={member} />
        <div>
          <p>
            <b>{member.name}</b>
          </p>
          <p className="circle-name">
            <MemberMark member={member} />
            <MemberTag member={member} />
          </p>
        </div>
      </div>
      {isTiedMore ? (
        <CircleTies member={member} plain />
      ) : (
        <p className="sm mute">
          {member.kind === "professional"
            ? t("circle.sinceRelation", { date: dateOf(member.person.since), role: roleOf(member) })
            : sayOf(member)}
        </p>
      )}
      {absence !== null && <p className="sm">{absence}</p>}
      <Sees member={member} numberSeen={numberSeen} level={level} />
      {isWished && <p className="sm">{t("circle.wishedText", { name: member.shortName })}</p>}
      {!isTiedMore && (
        <div>
          <MemberAct member={member} onEnd={onEnd} plain />
        </div>
      )}
    </>
  );
}

interface SeesProps {
  member: CircleMember;
  numberSeen: number;
  level: 2 | 3;
}

function Sees({ member, numberSeen, level }: SeesProps) {
  const { t } = useTranslation("own");
  const language = useLanguage();
  const titleOf = useToolTitle();
  const name = member.shortName;
  if (member.kind === "request") return null;
  if (member.kind === "related-person") {
    return (
      <>
        <SeenList level={level} title={t("circle.sees")} look="y" items={[t("circle.personSees1")]} />
        <SeenList level={level} title={t("circle.seesNot")} look="n" items={[t("circle.personSeesNot1")]} />
      </>
    );
  }
  const guided = member.kind === "professional" ? member.person.guides.flatMap((key) => titleOf(key) ?? []) : [];
  const people =
    numberSeen === 0
      ? t("circle.seesNot2none")
      : numberSeen === 1
        ? t("circle.seesNot2one")
        : t("circle.seesNot2", { number: numberSeen });
  const sees = [t("circle.sees1"), t("circle.sees2"), t("circle.sees3", { name })];
  return (
    <>
      {guided.length > 0 && <p className="sm">{t("circle.guides", { tools: listInWords(guided, language) })}</p>}
      <SeenList level={level} title={t("circle.sees")} look="y" items={sees} />
      <SeenList
        level={level}
        title={t("circle.seesNot")}
        look="n"
        items={[
          t("circle.seesNot1"),
          people,
          t("circle.seesNot3"),
          ...(member.kind === "temporary" ? [t("circle.readsOnly")] : []),
        ]}
      />
    </>
  );
}

interface SeenListProps {
  level: 2 | 3;
  title: string;
  look: "y" | "n";
  items: string[];
}

function SeenList({ level, title, look, items }: SeenListProps) {
  const Title = `h${level}` as const;
  return (
    <div>
      <Title>{title}</Title>
      <ul className="circle-seen">
        {items.map((item) => (
          <li key={item} className={look}>
            {item}
          </li>
        ))}
      </ul>
    </div>
  );
}
