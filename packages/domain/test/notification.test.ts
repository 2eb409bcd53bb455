import { describe, expect, test, vi } from "vitest";
import { NotificationChoice, NotificationKind } from "../src/contract/index.ts";
import {
  canChoose,
  type DeliveryPreferences,
  decideDelivery,
  groupOf,
  isTimeZone,
  kindsFor,
  mayBeDiscreet,
  minuteOfDay,
  nextMinuteOfDay,
  pushChoiceOf,
  whyFixed,
} from "../src/notification/index.ts";

const AMSTERDAM = "Europe/Amsterdam";
const at = (text: string) => Date.parse(text);
const iso = (instant: number) => new Date(instant).toISOString().replace(".000Z", "Z");
const clock = (text: string) => {
  const [hours = 0, minutes = 0] = text.split(":").map(Number);
  return hours * 60 + minutes;
};
const own = (changes: Partial<DeliveryPreferences> = {}): DeliveryPreferences => ({
  choices: {},
  quiet: null,
  timeZone: AMSTERDAM,
  ...changes,
});
const night = { from: clock("22:00"), until: clock("07:00") };
const chosen = (mail: "at-once" | "hourly" | "daily" | "never", changes: Partial<DeliveryPreferences> = {}) =>
  own({ choices: { "feedback-given": { mail } }, ...changes });
const mailAt = (preferences: DeliveryPreferences, now: string, kind: NotificationKind = "feedback-given") => {
  const { mail } = decideDelivery(kind, preferences, at(now));
  return mail.when === "at" ? iso(mail.at) : mail.when;
};

describe("clocks of a time zone", () => {
  test("are read in summer and winter", () => {
    expect(minuteOfDay(at("2026-12-01T10:30:00Z"), AMSTERDAM)).toBe(clock("11:30"));
    expect(minuteOfDay(at("2026-07-01T10:30:00Z"), AMSTERDAM)).toBe(clock("12:30"));
    expect(minuteOfDay(at("2026-12-01T10:30:00Z"), "Asia/Kathmandu")).toBe(clock("16:15"));
    expect(minuteOfDay(at("2026-12-01T23:30:00Z"), "Pacific/Kiritimati")).toBe(clock("13:30"));
  });

  test.each([
    ["later today", "2026-12-01T10:00:00Z", "18:00", AMSTERDAM, "2026-12-01T17:00:00Z"],
    ["tomorrow", "2026-12-01T18:00:00Z", "18:00", AMSTERDAM, "2026-12-02T17:00:00Z"],
    ["never this very moment", "2026-12-01T17:00:00Z", "18:00", AMSTERDAM, "2026-12-02T17:00:00Z"],
    ["over the start of summer time", "2026-03-28T20:00:00Z", "07:00", AMSTERDAM, "2026-03-29T05:00:00Z"],
    ["over the end of summer time", "2026-10-24T20:00:00Z", "07:00", AMSTERDAM, "2026-10-25T06:00:00Z"],
    ["a minute that is skipped comes after it", "2026-03-28T20:00:00Z", "02:30", AMSTERDAM, "2026-03-29T01:30:00Z"],
    ["the first of a minute that comes twice", "2026-10-24T20:00:00Z", "02:30", AMSTERDAM, "2026-10-25T00:30:00Z"],
    ["on the other side of midnight", "2026-12-01T23:30:00Z", "00:15", AMSTERDAM, "2026-12-02T23:15:00Z"],
    ["by the zone's own day", "2026-12-01T23:30:00Z", "14:00", "Pacific/Kiritimati", "2026-12-02T00:00:00Z"],
    [
      "with half an hour of summer time",
      "2026-04-04T10:00:00Z",
      "07:00",
      "Australia/Lord_Howe",
      "2026-04-04T20:30:00Z",
    ],
  ])("tell when it is that late next: %s", (_, now, minute, zone, expected) => {
    expect(iso(nextMinuteOfDay(at(now), clock(minute), zone))).toBe(expected);
  });

  test("show the asked minute on every day of a year, in zones all over the world", () => {
    for (const zone of [AMSTERDAM, "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia", "America/Santiago"]) {
      let moment = at("2026-01-01T00:00:00Z");
      for (let day = 0; day < 366; day++) {
        const next = nextMinuteOfDay(moment, clock("08:00"), zone);
        expect(minuteOfDay(next, zone)).toBe(clock("08:00"));
        expect(next - moment).toBeLessThanOrEqual(25 * 3_600_000);
        moment = next;
      }
    }
  });

  test("go by the names of IANA only", () => {
    for (const name of [AMSTERDAM, "UTC", "America/Argentina/Buenos_Aires", "Etc/GMT+3"])
      expect(isTimeZone(name)).toBe(true);
    for (const name of ["+01:00", "Europe/Nowhere", "", "europe amsterdam", "x".repeat(300), "Europe/AMSTERDAM", "Utc"])
      expect(isTimeZone(name), name).toBe(false);
  });

  test("go by a zone's older and newer names, for browsers don't agree", () => {
    for (const name of ["Asia/Kolkata", "Asia/Calcutta", "Europe/Kyiv", "Europe/Kiev", "Etc/UTC"])
      expect(isTimeZone(name), name).toBe(true);
    expect(minuteOfDay(at("2026-12-01T10:00:00Z"), "Asia/Kolkata")).toBe(clock("15:30"));
  });

  test("are those of the default zone where one is stored that is not known here: nothing throws", () => {
    const moved = own({ timeZone: "Europe/Nowhere", quiet: night });
    expect(mailAt(moved, "2026-12-02T03:00:00Z")).toBe("2026-12-02T06:00:00Z");
    expect(mailAt(chosen("daily", { timeZone: "" }), "2026-12-01T06:59:00Z")).toBe("2026-12-01T07:00:00Z");
  });

  test("are kept once for each zone, however its name is written", () => {
    const made = vi.spyOn(Intl.DateTimeFormat.prototype, "formatToParts");
    for (const name of ["Europe/Oslo", "Europe/OSLO", "Europe/oSlO"]) minuteOfDay(0, name);
    expect(new Set(made.mock.contexts).size).toBe(1);
    made.mockRestore();
  });
});

describe("N-03 when somebody is told", () => {
  test("at once, where nobody chose otherwise", () => {
    expect(decideDelivery("feedback-given", own(), 1)).toEqual({ mail: { when: "now" }, push: { when: "now" } });
  });

  test("as they chose for this kind and this channel, and for no other", () => {
    const never = chosen("never");
    expect(decideDelivery("feedback-given", never, 1)).toEqual({ mail: { when: "never" }, push: { when: "now" } });
    expect(mailAt(never, "2026-12-01T10:00:00Z", "tool-assigned")).toBe("now");
  });

  test.each([
    ["hourly", "2026-12-01T10:20:30Z", "2026-12-01T11:00:00Z"],
    ["hourly", "2026-12-01T11:00:00Z", "2026-12-01T12:00:00Z"],
    ["daily", "2026-12-01T06:59:00Z", "2026-12-01T07:00:00Z"],
    ["daily", "2026-12-01T07:00:00Z", "2026-12-02T07:00:00Z"],
    ["daily", "2026-03-28T12:00:00Z", "2026-03-29T06:00:00Z"],
  ] as const)("%s: what comes at %s goes at %s", (choice, now, expected) => {
    expect(mailAt(chosen(choice), now)).toBe(expected);
  });

  test("hourly by the clocks of zones that are half an hour apart", () => {
    expect(mailAt(chosen("hourly", { timeZone: "Asia/Kathmandu" }), "2026-12-01T10:20:00Z")).toBe(
      "2026-12-01T11:15:00Z",
    );
  });

  test.each([
    ["before", "2026-12-01T20:59:00Z", "now"],
    ["as they begin", "2026-12-01T21:00:00Z", "2026-12-02T06:00:00Z"],
    ["after midnight", "2026-12-02T03:00:00Z", "2026-12-02T06:00:00Z"],
    ["as they end", "2026-12-02T06:00:00Z", "now"],
    ["in the night of summer time", "2026-03-28T22:00:00Z", "2026-03-29T05:00:00Z"],
    ["in the night of winter time", "2026-10-24T21:00:00Z", "2026-10-25T06:00:00Z"],
  ])("after quiet hours: %s", (_, now, expected) => {
    expect(mailAt(own({ quiet: night }), now)).toBe(expected);
  });

  test("a bundle waits for the end of the quiet hours, too", () => {
    expect(mailAt(chosen("hourly", { quiet: night }), "2026-12-01T20:30:00Z")).toBe("2026-12-02T06:00:00Z");
    const long = { from: clock("20:00"), until: clock("09:30") };
    expect(mailAt(chosen("daily", { quiet: long }), "2026-12-01T12:00:00Z")).toBe("2026-12-02T08:30:00Z");
    const noon = { from: clock("12:00"), until: clock("13:00") };
    expect(mailAt(own({ quiet: noon }), "2026-12-01T11:30:00Z")).toBe("2026-12-01T12:00:00Z");
  });

  test("quiet hours that begin when they end are none", () => {
    expect(mailAt(own({ quiet: { from: 60, until: 60 } }), "2026-12-01T00:00:00Z")).toBe("now");
  });

  test("about security and consent always by mail, at once, whatever was chosen", () => {
    for (const kind of NotificationKind.options) {
      const preferences = own({
        choices: { [kind]: { mail: "never", push: "never" } },
        quiet: { from: 0, until: 1439 },
      });
      const { mail, push } = decideDelivery(kind, preferences, at("2026-12-01T12:00:00Z"));
      const fixed = groupOf(kind) === "security" || groupOf(kind) === "consent";
      expect(whyFixed(kind, "mail")).toBe(fixed ? groupOf(kind) : null);
      expect(mail.when, kind).toBe(fixed ? "now" : "never");
      expect(push.when, kind).toBe("never");
    }
  });

  test("by push at once or never: nothing is bundled there", () => {
    const bundled = own({ choices: { "feedback-given": { push: "daily" } } });
    expect(decideDelivery("feedback-given", bundled, 1).push).toEqual({ when: "now" });
    expect(decideDelivery("messages-unread", own(), 1)).toEqual({ mail: { when: "now" }, push: { when: "now" } });
    expect(pushChoiceOf(own(), "messages-unread")).toBe("at-once");
    expect(pushChoiceOf(bundled, "feedback-given")).toBe("at-once");
    expect(NotificationChoice.options.filter((choice) => canChoose("push", choice))).toEqual(["at-once", "never"]);
    expect(NotificationChoice.options.filter((choice) => canChoose("mail", choice))).toEqual(
      NotificationChoice.options,
    );
  });
});

describe("N-03 the kinds that somebody chooses about", () => {
  test("are those that they can get", () => {
    const client = kindsFor({ kind: "client", roles: [] });
    expect(client).toContain("relate-request");
    expect(client).not.toContain("feedback-wanted");
    const related = kindsFor({ kind: "related-person", roles: [] });
    expect(related).toEqual(expect.arrayContaining(["link-invited", "messages-unread", "link-ended"]));
    expect(related).not.toContain("relation-made");
    expect(kindsFor({ kind: "professional", roles: ["therapist"] })).not.toContain("setting-changed");
    expect(kindsFor({ kind: "professional", roles: ["application-manager"] })).toContain("setting-changed");
    // A role is worth nothing outside a professional account.
    expect(kindsFor({ kind: "client", roles: ["application-manager"] })).toEqual(client);
  });

  test("every kind reaches somebody", () => {
    const everybody = [
      ...kindsFor({ kind: "professional", roles: ["therapist", "secretary", "application-manager"] }),
      ...kindsFor({ kind: "client", roles: [] }),
      ...kindsFor({ kind: "related-person", roles: [] }),
    ];
    expect(new Set(everybody)).toEqual(new Set(NotificationKind.options));
  });

  test("clients and related persons may have discreet mails", () => {
    expect(["client", "related-person", "professional"].map((kind) => mayBeDiscreet(kind as "client"))).toEqual([
      true,
      true,
      false,
    ]);
  });
});
