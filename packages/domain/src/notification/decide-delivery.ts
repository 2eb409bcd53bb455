import type { NotificationChannel, NotificationChoice, NotificationKind, QuietHours } from "../contract/index.ts";
import { canChoose, groupOf, whyFixed } from "./kinds.ts";
import { minuteOfDay, nextMinuteOfDay } from "./local-time.ts";

/** What a person chose (N-03). What they didn't choose is as `defaultChoice` says. */
export interface DeliveryPreferences {
  choices: Partial<Record<NotificationKind, Partial<Record<NotificationChannel, NotificationChoice>>>>;
  /** Minutes of the day, `until` not included. */
  quiet: QuietHours | null;
  /** By its IANA name. */
  timeZone: string;
}

/** What happens with a notification on one channel; `at` is a moment in milliseconds at which all that waits goes together. */
export type Delivery = { when: "now" } | { when: "at"; at: number } | { when: "never" };

/** The minute of the day of daily bundles: eight in the morning. */
const DAILY = 8 * 60;

/** So many notifications of a kind that anybody may cause as often as they like (`isEndless`) are mailed at once within an hour. */
export const MOST_AT_ONCE = 10;

/** What a kind is where a person didn't choose: at once. */
export const defaultChoice: NotificationChoice = "at-once";

/** What a person chose for a kind on a channel, or the default; so, too, where the channel has no such choice. */
export function choiceOf(
  { choices }: Pick<DeliveryPreferences, "choices">,
  kind: NotificationKind,
  channel: NotificationChannel,
): NotificationChoice {
  if (whyFixed(kind, channel) !== null) return "at-once";
  const chosen = choices[kind]?.[channel] ?? defaultChoice;
  return canChoose(channel, chosen) ? chosen : defaultChoice;
}

/** What a person chose about pushes of a kind. */
export const pushChoiceOf = (own: Pick<DeliveryPreferences, "choices">, kind: NotificationKind): "at-once" | "never" =>
  choiceOf(own, kind, "push") === "never" ? "never" : "at-once";

/** Whether it is quiet at this minute of the day. */
const isQuiet = ({ from, until }: QuietHours, minute: number): boolean =>
  from < until ? from <= minute && minute < until : from <= minute || minute < until;

/** `moment`, or the end of the quiet hours that it lies in. */
function afterQuiet(moment: number, { quiet, timeZone }: DeliveryPreferences): number {
  if (quiet === null || quiet.from === quiet.until || !isQuiet(quiet, minuteOfDay(moment, timeZone))) return moment;
  return nextMinuteOfDay(moment, quiet.until, timeZone);
}

/** The next full hour on the clocks of a time zone. */
function nextHour(now: number, timeZone: string): number {
  const minutes = 60 - (minuteOfDay(now, timeZone) % 60);
  return Math.floor(now / 60_000) * 60_000 + minutes * 60_000;
}

function decide(
  kind: NotificationKind,
  channel: NotificationChannel,
  own: DeliveryPreferences,
  now: number,
  lately = 0,
): Delivery {
  if (whyFixed(kind, channel) !== null) return { when: "now" };
  const chosen = choiceOf(own, kind, channel);
  const choice = chosen === "at-once" && lately > MOST_AT_ONCE ? "hourly" : chosen;
  if (choice === "never") return { when: "never" };
  const wanted =
    choice === "daily"
      ? nextMinuteOfDay(now, DAILY, own.timeZone)
      : choice === "hourly"
        ? nextHour(now, own.timeZone)
        : now;
  // What concerns somebody's safety wakes them up.
  const moment = groupOf(kind) === "security" ? wanted : afterQuiet(wanted, own);
  return moment === now ? { when: "now" } : { when: "at", at: moment };
}

/**
 * N-03: what happens with a notification of `kind` on each channel, by what its receiver chose, at `now` (milliseconds). Mails about
 * security and consent go at once, always; everything else is bundled as chosen, and waits for the end of the quiet hours. `lately` is how many
 * of an endless kind there were within the last hour, with this one: what is too much is bundled, or somebody's mailbox could be filled.
 */
export const decideDelivery = (
  kind: NotificationKind,
  own: DeliveryPreferences,
  now: number,
  lately = 0,
): Record<NotificationChannel, Delivery> => ({
  mail: decide(kind, "mail", own, now, lately),
  push: decide(kind, "push", own, now),
});
