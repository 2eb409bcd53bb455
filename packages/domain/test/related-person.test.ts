import { describe, expect, test } from "vitest";
import {
  actionOfEnd,
  decideLink,
  INVITATIONS_PER_DAY,
  isLinkInvitationOpen,
  judgeInviting,
  LINK_INVITATION_MS,
  type LinkCommand,
  type LinkFacts,
  mayInviteForClient,
  presentRecord,
  presentTherapistsRecord,
  reminderDue,
  type StoredRecord,
} from "../src/index.ts";

const DAY = 86_400_000;
const made = 1_000 * DAY;
const invited: LinkFacts = {
  inviterKind: "therapist",
  acceptedAt: null,
  endedAt: null,
  expiresAt: made + LINK_INVITATION_MS,
};
const accepted: LinkFacts = { ...invited, acceptedAt: made + DAY, expiresAt: null };
const ended: LinkFacts = { ...invited, endedAt: made + DAY, expiresAt: null };
const notFound = { ok: false, code: "not-found" };
const goesOn = { ok: true, ends: null };

describe("P-03 an invitation", () => {
  test("is open for thirty days, to the millisecond", () => {
    expect(isLinkInvitationOpen(invited, made + 30 * DAY - 1)).toBe(true);
    expect(isLinkInvitationOpen(invited, made + 30 * DAY)).toBe(false);
  });

  test("while it waits is accepted, refused, sent again, withdrawn or objected to; it does not run out, nor end as a link", () => {
    const now = made + DAY;
    expect(decideLink("accept", invited, now)).toEqual(goesOn);
    expect(decideLink("resend", invited, now)).toEqual(goesOn);
    expect(decideLink("refuse", invited, now)).toEqual({ ok: true, ends: "refused" });
    expect(decideLink("remove", invited, now)).toEqual({ ok: true, ends: "withdrawn" });
    expect(decideLink("object", invited, now)).toEqual({ ok: true, ends: "not-agreed" });
    for (const command of ["expire", "end"] as const) expect(decideLink(command, invited, now)).toEqual(notFound);
  });

  test("that ran out can do nothing but end by it", () => {
    const now = made + 30 * DAY;
    expect(decideLink("expire", invited, now)).toEqual({ ok: true, ends: "expired" });
    for (const command of ["accept", "refuse", "resend", "remove", "object"] as const) {
      expect(decideLink(command, invited, now)).toEqual(notFound);
    }
  });

  test("is sent again after 3 and after 14 days; what was missed is not made good one by one", () => {
    const due = (days: number, reminders: number) => reminderDue({ createdAt: made, reminders }, made + days * DAY);
    expect([due(2.9, 0), due(3, 0), due(3, 1), due(14, 1), due(14, 2), due(20, 0)]).toEqual([
      null,
      1,
      null,
      2,
      null,
      2,
    ]);
  });
});

describe("P-06 a record that was accepted", () => {
  test("is removed by its inviter or ended by its related person, and answered no second time", () => {
    expect(decideLink("remove", accepted, made)).toEqual({ ok: true, ends: "removed" });
    expect(decideLink("end", accepted, made)).toEqual({ ok: true, ends: "by-related-person" });
    for (const command of ["accept", "refuse", "resend", "expire"] as const) {
      expect(decideLink(command, accepted, made)).toEqual(notFound);
    }
  });

  test("is objected to only where a therapist made it (P-02)", () => {
    expect(decideLink("object", accepted, made)).toEqual({ ok: true, ends: "not-agreed" });
    expect(decideLink("object", { ...accepted, inviterKind: "client" }, made)).toEqual(notFound);
  });

  test("that ended is over for everybody", () => {
    const all: LinkCommand[] = ["accept", "refuse", "end", "resend", "remove", "object", "expire"];
    for (const command of all) expect(decideLink(command, ended, made)).toEqual(notFound);
  });

  test("is told apart in the log from an invitation, whatever took it away", () => {
    expect(actionOfEnd("relation-ended", { accepted: true })).toBe("removed-related-person");
    expect(actionOfEnd("relation-ended", { accepted: false })).toBe("withdrew-related-person-invitation");
    expect(actionOfEnd("not-agreed", { accepted: true })).toBe("disputed-permission");
  });
});

describe("P-01 P-05 who may invite, and how often", () => {
  const related = { ground: "relation", since: made, until: null, secretary: false, active: true } as const;
  const may = { access: related, roles: ["therapist"], settingOn: true } as const;

  test("a related therapist, where the setting is on and the client's account is in use", () => {
    expect(mayInviteForClient(may)).toBe(true);
    for (const not of [
      { settingOn: false },
      { access: { ...related, active: false } },
      { roles: ["secretary"] as const },
      { access: { ...related, ground: "temporary-access" as const } },
      { access: { ...related, ground: "secretary" as const } },
    ]) {
      expect(mayInviteForClient({ ...may, ...not })).toBe(false);
    }
  });

  test("twenty in a day; the next when the oldest of them is a day old", () => {
    const times = Array.from({ length: INVITATIONS_PER_DAY }, (_, at) => made + at);
    expect(judgeInviting(times.slice(1), made + DAY / 2)).toEqual({ may: true });
    expect(judgeInviting(times, made + DAY / 2)).toEqual({ may: false, retryAfterMs: DAY / 2 });
    expect(judgeInviting(times, made + DAY)).toEqual({ may: true });
  });
});

describe("P-05 V-03 what a record shows", () => {
  const record: StoredRecord = {
    ...invited,
    id: "00000000-0000-4000-8000-000000000001",
    createdAt: made,
    sentAt: made,
    typed: { name: "Mila", email: "typed@post.example" },
    account: null,
    inviterName: "Sanne Bakker",
  };
  const viewer = { acts: true };

  test("its inviter: what they typed until it is accepted, the account after that", () => {
    expect(presentRecord(record, viewer)).toMatchObject({
      state: "invited",
      name: "Mila",
      email: "typed@post.example",
      can: { resend: true, withdraw: true, remove: false, startConversation: false },
    });
    const account = { name: "Mila Jansen", email: "own@post.example" };
    const known = { ...record, ...accepted, typed: null, account };
    expect(presentRecord(known, viewer)).toMatchObject({
      state: "accepted",
      ...account,
      can: { resend: false, withdraw: false, remove: true, startConversation: true },
    });
    expect(Object.values(presentRecord(known, { acts: false }).can)).toEqual([false, false, false, false]);
  });

  test("the client of a therapist's record: the name, never an address", () => {
    expect(JSON.stringify(presentTherapistsRecord(record))).not.toContain("@");
    const account = { name: "Mila Jansen", email: "own@post.example" };
    const shown = presentTherapistsRecord({ ...record, ...accepted, typed: null, account });
    expect(shown).toMatchObject({ name: "Mila Jansen", therapist: { name: "Sanne Bakker" } });
    expect(JSON.stringify(shown)).not.toContain("@");
  });
});
