import { describe, expect, it } from "vitest";
import {
  ASK_AGAIN_AFTER,
  decideRelateRequest,
  mayCancelRelateRequest,
  maySeeRelateRequest,
  type RelateRequestFacts,
  refuseSending,
  type SendingFacts,
} from "../src/index.ts";

const now = 1_800_000_000_000;
const pending: RelateRequestFacts = { state: "pending", expiresAt: now + 1, pointless: false };
const closed = { ok: false, code: "request-not-open" };

describe("Q-08 a relate request is decided once", () => {
  it("given it is pending, when the client answers or a professional cancels, then that is its state", () => {
    expect(decideRelateRequest("accept", pending, now)).toEqual({ ok: true, state: "accepted" });
    expect(decideRelateRequest("reject", pending, now)).toEqual({ ok: true, state: "rejected" });
    expect(decideRelateRequest("cancel", pending, now)).toEqual({ ok: true, state: "cancelled" });
  });

  it("given it has a final state, when anything comes after that, then it is refused", () => {
    for (const state of ["accepted", "rejected", "cancelled", "expired"] as const)
      for (const command of ["accept", "reject", "cancel", "expire"] as const)
        expect(decideRelateRequest(command, { ...pending, state }, now)).toEqual(closed);
  });

  it("Q-05 given its time is over or it is pointless, then it can only expire; before that it can't", () => {
    for (const over of [
      { ...pending, expiresAt: now },
      { ...pending, pointless: true },
    ]) {
      for (const command of ["accept", "reject", "cancel"] as const)
        expect(decideRelateRequest(command, over, now)).toEqual(closed);
      expect(decideRelateRequest("expire", over, now)).toEqual({ ok: true, state: "expired" });
    }
    expect(decideRelateRequest("expire", pending, now)).toEqual(closed);
  });
});

describe("Q-02 sending a relate request", () => {
  const facts: SendingFacts = {
    senderId: "noor",
    professionalId: "daan",
    professionalIsTherapist: true,
    clientIsActive: true,
    alreadyRelated: false,
    alreadyPending: false,
    self: false,
    lastRejectedAt: null,
  };

  it("is possible for a therapist who is not related, once at a time", () => {
    expect(refuseSending(facts, now)).toBeNull();
    expect(refuseSending({ ...facts, professionalIsTherapist: false }, now)).toBe("not-found");
    expect(refuseSending({ ...facts, clientIsActive: false }, now)).toBe("not-found");
    expect(refuseSending({ ...facts, alreadyRelated: true }, now)).toBe("already-done");
    expect(refuseSending({ ...facts, alreadyPending: true }, now)).toBe("request-pending");
  });

  it("T-04 is never for oneself, but by a search outside the caseload (Q-03)", () => {
    const own = { ...facts, senderId: "daan" };
    expect(refuseSending(own, now)).toBe("not-yourself");
    expect(refuseSending({ ...own, self: true }, now)).toBeNull();
  });

  it("Q-07 waits 30 days after a rejection where one asks for oneself, not where another asks", () => {
    const rejected = { ...facts, lastRejectedAt: now - ASK_AGAIN_AFTER + 1 };
    expect(refuseSending(rejected, now)).toBeNull();
    const own = { ...rejected, senderId: "daan", self: true };
    expect(refuseSending(own, now)).toBe("asked-too-recently");
    expect(refuseSending(own, now + 1)).toBeNull();
  });
});

describe("Q-05 who finds and cancels a relate request", () => {
  const people = { senderId: "sanne", professionalId: "daan" };

  it("its sender and any secretary cancel it while it is pending; whom it is for only sees it", () => {
    const may = (accountId: string, roles: ("therapist" | "secretary" | "application-manager")[]) => [
      maySeeRelateRequest({ accountId, roles }, people),
      mayCancelRelateRequest({ accountId, roles }, { senderId: "sanne", state: "pending" }),
    ];
    expect(may("sanne", ["therapist"])).toEqual([true, true]);
    expect(may("noor", ["secretary"])).toEqual([true, true]);
    expect(may("daan", ["therapist"])).toEqual([true, false]);
    expect(may("eva", ["therapist"])).toEqual([false, false]);
    expect(may("ruben", ["application-manager"])).toEqual([false, false]);
    const decided = { senderId: "sanne", state: "accepted" } as const;
    expect(mayCancelRelateRequest({ accountId: "sanne", roles: ["secretary"] }, decided)).toBe(false);
  });
});
