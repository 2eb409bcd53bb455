import { type Circle, LinkId } from "@kring/domain/contract";
import { describe, expect, it } from "vitest";
import { hasSeveralTies, membersOf } from "../src/features/own/model/circle-members.ts";

type Tie = Circle["relatedPersons"][number];

const link = (n: number) => LinkId.parse(`00000000-0000-4000-8000-00000000000${n}`);
const tie = (n: number, name: string, more: Partial<Tie> = {}): Tie => ({
  ...{ linkId: link(n), name, invitedBy: { kind: "client", name: "Emma de Jong" } },
  ...{ screenName: null, since: n, samePersonAs: null },
  ...more,
});
const byTherapist = { invitedBy: { kind: "therapist" as const, name: "Sanne Bakker" } };
const circleOf = (...relatedPersons: Tie[]): Circle => ({
  ...{ professionals: [], requests: [], temporary: [], numberSeen: 0 },
  relatedPersons,
});

describe("V-03 everybody stands in the circle once", () => {
  it("with each tie where the client may know that they are one person's", () => {
    const first = tie(1, "Pieter de Jong", { ...byTherapist, samePersonAs: link(3) });
    const other = tie(2, "Fatima El Amrani");
    const own = tie(3, "Pieter de Jong");
    const members = membersOf(circleOf(first, other, own));
    expect(members.map(({ name }) => name)).toEqual(["Pieter de Jong", "Fatima El Amrani"]);
    expect(members.map((member) => member.kind === "related-person" && member.person.ties)).toEqual([
      [first, own],
      [other],
    ]);
    expect(members.map(hasSeveralTies)).toEqual([true, false]);
    // Known by the same key as before the second tie came.
    expect(members[0]?.key).toBe(membersOf(circleOf({ ...first, samePersonAs: null }))[0]?.key);
  });

  it("and twice where they have but a name in common", () => {
    const members = membersOf(circleOf(tie(1, "Jan Smit", byTherapist), tie(2, "Jan Smit")));
    expect(members.map(({ key }) => key)).toEqual([`related-person ${link(1)}`, `related-person ${link(2)}`]);
  });
});
