import type { Circle } from "@kring/domain/contract";
import { CircleLegend, CirclePicture, EmptyState, FilterTabs, initialsOf, Link, Skeleton } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { listInWords } from "../../../shared/dates.ts";
import { Failed } from "../../../shared/failed.tsx";
import { useLanguage } from "../../../shared/use-language.ts";
import { circleQuery } from "../api/circle.ts";
import { type CircleMember, membersOf, mostInPicture } from "../model/circle-members.ts";
import { useCircleWords } from "../use-circle-words.ts";
import { CircleExplanation } from "./circle-explanation.tsx";
import { CircleList } from "./circle-list.tsx";
import "./circle-view.css";
import { WishDialog } from "./wish-dialog.tsx";

export interface CircleViewProps {
  heading: ReactNode;
  /** Of the heading: what stands under it is one further. */
  level: 1 | 2;
}

/** The client's circle, as a picture or as a list; `heading` stands beside the choice. */
export function CircleView({ heading, level }: CircleViewProps) {
  const { t } = useTranslation(["own", "common"]);
  const circle = useQuery(circleQuery);
  const [chosen, choose] = useState<"picture" | "list" | null>(null);
  const members = circle.data === undefined ? [] : membersOf(circle.data);
  const view = chosen ?? (members.length > mostInPicture ? "list" : "picture");
  return (
    <section className="circle-view" aria-labelledby="circle-heading">
      <header className="circle-head">
        {heading}
        <FilterTabs
          label={t("own:circle.view")}
          options={[
            { id: "picture", label: t("own:circle.picture") },
            { id: "list", label: t("own:circle.list") },
          ]}
          value={view}
          onChange={choose}
        />
      </header>
      {circle.isPending && <Skeleton label={t("common:loading")} rows={4} />}
      {circle.isError && <Failed error={circle.error} onRetry={() => void circle.refetch()} />}
      {circle.data !== undefined && <Shown circle={circle.data} members={members} view={view} level={level} />}
      <p className="sm circle-foot">
        <Link href="/related-persons">{t("own:circle.toRelatedPersons")}</Link>
        <Link href="/contact-history">{t("own:circle.toHistory")}</Link>
      </p>
    </section>
  );
}

interface ShownProps {
  circle: Circle;
  members: CircleMember[];
  view: "picture" | "list";
  level: 1 | 2;
}

function Shown({ circle, members, view, level }: ShownProps) {
  const under = level === 1 ? 2 : 3;
  const { t } = useTranslation("own");
  const [ending, setEnding] = useState<(CircleMember & { kind: "professional" }) | null>(null);
  if (members.length === 0) {
    return (
      <EmptyState picture="quiet" title={t("circle.empty")} level={under}>
        <p>{t("circle.emptyText")}</p>
      </EmptyState>
    );
  }
  return (
    <>
      {view === "list" ? (
        <CircleList members={members} level={under} onEnd={setEnding} />
      ) : (
        <Picture circle={circle} members={members} level={under} onEnd={setEnding} />
      )}
      {ending !== null && <WishDialog member={ending} onClose={() => setEnding(null)} />}
    </>
  );
}

interface PictureProps {
  circle: Circle;
  members: CircleMember[];
  level: 2 | 3;
  onEnd: (member: CircleMember & { kind: "professional" }) => void;
}

function Picture({ circle, members, level, onEnd }: PictureProps) {
  const { t } = useTranslation("own");
  const { aboutOf } = useCircleWords();
  const caption = useCaption();
  const [selected, select] = useState<string | null>(null);
  const shown = members.find(({ key }) => key === selected) ?? members[0];
  const looks = [
    { look: "solid" as const, label: t("circle.legend.in"), has: true },
    { look: "dashed" as const, label: t("circle.legend.asked"), has: circle.requests.length > 0 },
    {
      look: "temporary" as const,
      label: t("circle.legend.temporary"),
      has: circle.temporary.length > 0 || circle.requests.some(({ temporary }) => temporary !== null),
    },
  ];
  return (
    <>
      <div className="circle-and-words">
        <CirclePicture
          caption={caption(members)}
          me={t("circle.me")}
          rings={{ inner: t("circle.inner"), outer: t("circle.outer") }}
          people={members.map((member) => ({
            id: member.key,
            avatar: {
              kind: member.kind === "related-person" ? "related" : "professional",
              initials: initialsOf(member.name),
            },
            name: member.shortName,
            about: aboutOf(member),
            ring: member.kind === "related-person" ? "outer" : "inner",
            pending: member.kind === "request",
            temporary: member.kind === "temporary" || (member.kind === "request" && member.person.temporary !== null),
          }))}
          selected={shown?.key ?? null}
          onSelect={select}
        />
        <CircleExplanation member={shown} numberSeen={circle.numberSeen} level={level} onEnd={onEnd} />
      </div>
      <CircleLegend items={looks.filter(({ has }) => has).map(({ look, label }) => ({ look, label }))} />
    </>
  );
}

function useCaption() {
  const { t } = useTranslation("own");
  const language = useLanguage();
  return (members: CircleMember[]): string => {
    const inWords = (some: CircleMember[]) => {
      const names = some.map(({ kind, name }) => {
        if (kind === "request") return t("circle.asks", { name });
        return kind === "temporary" ? t("circle.forAWhile", { name }) : name;
      });
      return names.length === 0 ? t("circle.nobody") : listInWords(names, language);
    };
    return t("circle.caption", {
      inner: inWords(members.filter(({ kind }) => kind !== "related-person")),
      outer: inWords(members.filter(({ kind }) => kind === "related-person")),
    });
  };
}
