import { useTranslation } from "react-i18next";
import { momentInWords, shortDate } from "../../shared/dates.ts";
import { useLanguage } from "../../shared/use-language.ts";
import type { CircleMember, CircleTie } from "./model/circle-members.ts";

/** What there is to say of somebody in the circle. */
export function useCircleWords() {
  const { t } = useTranslation("own");
  const language = useLanguage();
  const dateOf = (at: number): string => shortDate(at, Date.now(), language);
  const momentOf = (at: number): string => momentInWords(at, Date.now(), language);

  /** What somebody is to the client: "behandelaar". */
  const roleOf = (member: CircleMember): string => {
    if (member.kind === "related-person") return t("circle.relatedPerson");
    if (member.kind !== "professional") return t("circle.therapist");
    return member.person.roles.includes("therapist") ? t("circle.therapist") : t("circle.professional");
  };
  /** The word under the name in the picture. */
  const aboutOf = (member: CircleMember): string => {
    if (member.kind === "request") return t("circle.asksAccess");
    if (member.kind === "temporary") return t("circle.forNow");
    return roleOf(member);
  };
  const readingInWords = ({ since, until }: { since: number; until: number }): string =>
    t("circle.temporarySince", { since: momentOf(since), until: momentOf(until) });
  /** Who asks sees nothing yet, unless they read for a time meanwhile. */
  const requestInWords = ({ at, expiresAt, temporary }: (CircleMember & { kind: "request" })["person"]): string => {
    const dates = { date: dateOf(at), until: dateOf(expiresAt) };
    return temporary === null
      ? t("circle.requestSince", dates)
      : `${t("circle.requestWhileReading", dates)} ${readingInWords(temporary)}`;
  };
  /** One sentence that says all, for the list. */
  const sayOf = (member: CircleMember): string => {
    switch (member.kind) {
      case "professional":
        return t("circle.listProfessional", {
          date: dateOf(member.person.since),
          role: roleOf(member),
          name: member.shortName,
        });
      case "request":
        return requestInWords(member.person);
      case "temporary":
        return readingInWords(member.person);
      case "related-person":
        return member.person.ties.map(tieInWords).join(" ");
    }
  };
  const inviterOf = ({ invitedBy }: CircleTie): string =>
    invitedBy.kind === "client" ? t("circle.you") : invitedBy.name;
  /** Since when, by whom, and how therapists see them by it. */
  const tieInWords = (tie: CircleTie): string =>
    [t("circle.personSince", { date: dateOf(tie.since), inviter: inviterOf(tie) }), screenNameOf(tie)]
      .filter((part) => part !== null)
      .join(" ");
  /** How therapists see somebody whom the client invited; null where they know the person. */
  const screenNameOf = ({ invitedBy, screenName }: CircleTie): string | null => {
    if (invitedBy.kind !== "client") return null;
    return screenName === null ? t("circle.anonymous") : t("circle.screenName", { name: screenName });
  };
  /** Words about an absence, now or to come; null where there is none. */
  const absenceOf = (member: CircleMember): string | null => {
    if (member.kind !== "professional" || member.person.absence === null) return null;
    const { from, until, note, now } = member.person.absence;
    const [first, last] = [dateOf(dayStart(from)), dateOf(dayStart(until))];
    return now ? t("circle.absent", { date: last, note }) : t("circle.absentLater", { from: first, date: last, note });
  };
  return { dateOf, roleOf, aboutOf, sayOf, tieInWords, inviterOf, absenceOf };
}

/** A day without a time zone, as a moment of that day where the reader is. */
const dayStart = (day: string): number => new Date(`${day}T12:00:00`).getTime();
