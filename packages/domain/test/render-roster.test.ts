import { describe, expect, test } from "vitest";
import { type AccountId, Roster } from "../src/contract/index.ts";
import { renderRoster } from "../src/index.ts";
import { account, client, conversation, handle, related, therapist } from "./facts.ts";

const asSeenBy = (viewer: string, facts: ReturnType<typeof conversation>) => renderRoster(account(viewer), facts);
const seen = (viewer: string, facts: ReturnType<typeof conversation>, who: string) => {
  const found = asSeenBy(viewer, facts).participants.find((participant) => participant.handle === handle(who));
  if (!found) throw new Error(`${viewer} does not see ${who}`);
  return found;
};

describe("V-03 per-viewer identity", () => {
  const four = conversation([client("Emma"), therapist("Sanne"), related("Fatima", "Maan"), related("Youssef", null)]);

  test("a therapist sees the screen name and Anonymous of whom the client invited, and no name", () => {
    expect(seen("Sanne", four, "Fatima")).toMatchObject({ name: null, screenName: "Maan", leads: "screen-name" });
    expect(seen("Sanne", four, "Youssef")).toMatchObject({ name: null, screenName: null, number: 1 });
    expect(JSON.stringify(asSeenBy("Sanne", four).participants)).not.toMatch(/Surname|account-|link-/);
  });

  test("professionals get the account of the client whom it is about, and nobody else does", () => {
    expect(asSeenBy("Sanne", four).about).toEqual({ name: "Emma", you: false, account: account("Emma") });
    expect(asSeenBy("Emma", four).about).toEqual({ name: "Emma", you: true });
    expect(asSeenBy("Fatima", four).about).toEqual({ name: "Emma", you: false });
  });

  test("the client sees the names of their own related persons, the screen name beside it", () => {
    expect(seen("Emma", four, "Fatima")).toMatchObject({
      name: "Fatima Surname",
      screenName: "Maan",
      leads: "name",
      mask: null,
    });
  });

  test("a related person sees their own name and not another related person's", () => {
    expect(seen("Fatima", four, "Fatima")).toMatchObject({ you: true, name: "Fatima Surname" });
    expect(seen("Fatima", four, "Youssef").name).toBeNull();
    expect(JSON.stringify(asSeenBy("Fatima", four))).not.toContain("Youssef Surname");
  });

  test("a therapist sees the name beside Anonymous only of whom takes part via that therapist's own invitation", () => {
    const own = conversation([therapist("Sanne"), related("Pieter", null, "Sanne")], "Sanne");
    expect(seen("Sanne", own, "Pieter")).toMatchObject({
      name: "Pieter Surname",
      screenName: null,
      leads: "screen-name",
      mask: null,
    });
    const viaEmma = conversation([client("Emma"), therapist("Sanne"), related("Pieter", null, "Emma")]);
    expect(seen("Sanne", viaEmma, "Pieter").name).toBeNull();
  });

  test("another therapist in that conversation does not see the name", () => {
    const added = conversation([therapist("Sanne"), therapist("Daan"), related("Pieter", null, "Sanne")], "Sanne");
    expect(seen("Daan", added, "Pieter").name).toBeNull();
  });

  test("equal and missing names are told apart by a number", () => {
    const many = conversation([
      client("Emma"),
      therapist("Sanne"),
      related("A", null),
      related("B", null),
      related("C", "Maan"),
      related("D", "maan"),
    ]);
    expect(["A", "B", "C", "D"].map((who) => seen("Sanne", many, who).number)).toEqual([1, 2, 1, 2]);
  });

  test("V-10 names that look the same are told apart, too; a name of signs is not taken for none", () => {
    const many = conversation([
      client("Emma"),
      ...[related("A", "Ster"), related("B", "Ѕter"), related("C", "🌙"), related("D", null)],
    ]);
    const numbers = new Set(["A", "B"].map((who) => seen("Emma", many, who).number));
    expect(numbers).toEqual(new Set([1, 2]));
    expect(["C", "D"].map((who) => seen("Emma", many, who).number)).toEqual([1, 1]);
  });

  test("numbers follow joining, so that nobody is renumbered when somebody joins", () => {
    const before = conversation([client("Emma"), therapist("Sanne"), related("M", null)]);
    const after = conversation([...before.participants, related("A", null, "Emma", { joinedSeq: 5 })]);
    expect(seen("Sanne", before, "M").number).toBe(1);
    expect(seen("Sanne", after, "M").number).toBe(1);
    expect(seen("Sanne", after, "A").number).toBe(2);
  });

  test("the mask comes from the handle alone: another account or name gives the same", () => {
    const other = conversation([
      client("Emma"),
      therapist("Sanne"),
      { ...related("Fatima", "Maan"), accountId: account("X"), name: "Z" },
    ]);
    const one = conversation([client("Emma"), therapist("Sanne"), related("Fatima", "Maan")]);
    expect(asSeenBy("Sanne", other)).toEqual(asSeenBy("Sanne", one));
  });

  test("masked persons of one conversation never share shape and colour", () => {
    const crowd = conversation([
      therapist("Sanne"),
      ...Array.from({ length: 40 }, (_, index) => related(`p${index}`, null)),
    ]);
    const masks = asSeenBy("Sanne", crowd).participants.flatMap((participant) =>
      participant.mask ? [JSON.stringify(participant.mask)] : [],
    );
    expect(new Set(masks).size).toBe(40);
    const few = asSeenBy("Sanne", conversation(crowd.participants.slice(0, 9))).participants;
    expect(new Set(few.flatMap(({ mask }) => mask?.shape ?? [])).size).toBe(8);
  });

  test("the order never follows account ids or names", () => {
    const orderOf = (facts: ReturnType<typeof conversation>) =>
      asSeenBy("Sanne", facts).participants.map((participant) => participant.handle);
    const swapped = four.participants.map((participant) => ({
      ...participant,
      name: participant.name?.split("").reverse().join("") ?? null,
    }));
    expect(orderOf(conversation(swapped.reverse()))).toEqual(orderOf(four));
  });

  test("a related person learns how each reader sees them", () => {
    expect(seen("Fatima", four, "Emma").seesYou).toBe("name");
    expect(seen("Fatima", four, "Sanne").seesYou).toBe("mask");
    expect(seen("Sanne", four, "Emma").seesYou).toBeNull();
  });

  test("who left before the viewer could read is not in the viewer's roster", () => {
    const gone = conversation([
      client("Emma"),
      therapist("Sanne", { joinedSeq: 10, readsFrom: 10 }),
      related("Fatima", null, "Emma", { toSeq: 4, leftAt: 5 }),
      related("Youssef", null),
    ]);
    expect(asSeenBy("Sanne", gone).participants.map((participant) => participant.handle)).not.toContain(
      handle("Fatima"),
    );
    expect(seen("Sanne", gone, "Youssef").number).toBe(1);
    expect(seen("Emma", gone, "Fatima").leftAt).toBe(5);
  });

  test("who takes no part sees nobody", () => {
    expect(asSeenBy("Daan", four).participants).toEqual([]);
  });

  test("V-10 the professional mark is of professionals alone", () => {
    expect(seen("Emma", four, "Sanne").mark).toBe("therapist");
    expect(seen("Emma", four, "Fatima").mark).toBeNull();
  });

  test("what is rendered is what the contract says", () => {
    const clientId = "00000000-0000-4000-8000-000000000001" as AccountId;
    expect(() => Roster.parse(asSeenBy("Sanne", { ...four, about: { clientId, name: "Emma" } }))).not.toThrow();
  });

  test("V-07 who left of their own will sees it as it was then: nobody who came, left, or showed their name later", () => {
    const later = conversation([
      client("Emma"),
      therapist("Sanne", { toSeq: 6, leftAt: 6, keepsHistory: true }),
      therapist("Daan", {
        toSeq: 9,
        leftAt: 9,
        absence: { from: "2026-01-01", until: "2026-01-02", note: "", covering: null },
      }),
      related("Fatima", "Maan", "Emma", { showsName: true }),
      related("Youssef", null, "Emma", { joinedSeq: 7 }),
    ]);
    const handles = asSeenBy("Sanne", later).participants.map((participant) => participant.handle);
    expect(handles).not.toContain(handle("Youssef"));
    expect(seen("Sanne", later, "Daan")).toMatchObject({ leftAt: null, absence: null });
    expect(seen("Sanne", later, "Fatima")).toMatchObject({ name: null, showsName: false });
    expect(seen("Sanne", later, "Emma").manager).toBe(false);
    expect(seen("Emma", later, "Daan").leftAt).toBe(9);
    expect(seen("Youssef", later, "Fatima").name).toBe("Fatima Surname");
  });

  test("a name that was shown is known to everybody in that conversation, screen name beside it", () => {
    const shown = conversation([
      client("Emma"),
      therapist("Sanne"),
      related("Fatima", "Maan", "Emma", { showsName: true }),
    ]);
    expect(seen("Sanne", shown, "Fatima")).toMatchObject({ name: "Fatima Surname", screenName: "Maan", mask: null });
    expect(seen("Fatima", shown, "Sanne").seesYou).toBe("name");
  });
});
