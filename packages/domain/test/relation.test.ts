import { describe, expect, it } from "vitest";
import {
  abilitiesOnRelation,
  type ClientAccess,
  isToldOf,
  mayRelate,
  mayTransferCaseload,
  refuseRelating,
  roleOfArranger,
} from "../src/index.ts";

const access = (ground: ClientAccess["ground"], secretary = ground === "secretary"): ClientAccess => ({
  ground,
  since: null,
  until: null,
  secretary,
  active: true,
});
const all = { transferTools: true, breakRelation: true, transferClient: true };
const none = { transferTools: false, breakRelation: false, transferClient: false };

describe("T-01 relating a colleague", () => {
  const facts = {
    actorId: "sanne",
    targetId: "daan",
    targetIsTherapist: true,
    alreadyRelated: false,
    clientDecides: false,
  };

  it("is for who is related and for secretaries; temporary access never arranges", () => {
    expect(mayRelate(access("relation"))).toBe(true);
    expect(mayRelate(access("secretary"))).toBe(true);
    expect(mayRelate(access("temporary-access"))).toBe(false);
    expect(roleOfArranger(access("relation", true))).toBe("therapist");
    expect(roleOfArranger(access("secretary"))).toBe("secretary");
  });

  it("takes a therapist who is not related, never oneself (T-04), and waits for the client where that is set (Q-01)", () => {
    expect(refuseRelating(facts)).toBeNull();
    expect(refuseRelating({ ...facts, targetId: "sanne", clientDecides: true })).toBe("not-yourself");
    expect(refuseRelating({ ...facts, targetIsTherapist: false })).toBe("not-found");
    expect(refuseRelating({ ...facts, alreadyRelated: true, clientDecides: true })).toBe("already-done");
    expect(refuseRelating({ ...facts, clientDecides: true })).toBe("client-must-agree");
  });
});

describe("T-02, T-03, T-05 who arranges a relation", () => {
  it("a therapist their own, a secretary any, nobody on temporary access", () => {
    const own = { viewerId: "sanne", professionalId: "sanne" };
    const other = { viewerId: "sanne", professionalId: "daan" };
    expect(abilitiesOnRelation(access("relation"), own)).toEqual(all);
    expect(abilitiesOnRelation(access("relation"), other)).toEqual(none);
    expect(abilitiesOnRelation(access("secretary"), other)).toEqual(all);
    expect(abilitiesOnRelation(access("temporary-access"), own)).toEqual(none);
  });

  it("in an account that was deactivated a relation is only broken (R-09)", () => {
    const other = { viewerId: "noor", professionalId: "daan" };
    const deactivated = { ...access("secretary"), active: false };
    expect(abilitiesOnRelation(deactivated, other)).toEqual({ ...none, breakRelation: true });
    expect(mayRelate(deactivated)).toBe(false);
    expect(mayRelate({ ...access("relation"), active: false })).toBe(false);
  });

  it("the same for a whole caseload", () => {
    expect(mayTransferCaseload({ accountId: "sanne", roles: ["therapist"] }, "sanne")).toBe(true);
    expect(mayTransferCaseload({ accountId: "daan", roles: ["therapist"] }, "sanne")).toBe(false);
    expect(mayTransferCaseload({ accountId: "noor", roles: ["secretary"] }, "sanne")).toBe(true);
    expect(mayTransferCaseload({ accountId: "ruben", roles: ["application-manager"] }, "sanne")).toBe(false);
  });

  it("T-03 counts as told only who was told exactly the tools that become unguided", () => {
    expect(isToldOf(["a", "b"], ["b", "a"])).toBe(true);
    expect(isToldOf([], [])).toBe(true);
    expect(isToldOf(["a"], ["a", "b"])).toBe(false);
    expect(isToldOf(["a", "b"], ["a"])).toBe(false);
    expect(isToldOf(["a", "a"], ["a", "b"])).toBe(false);
  });
});
