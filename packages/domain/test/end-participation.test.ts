import { describe, expect, test } from "vitest";
import { endParticipations, type OpenPart, type StandingTies } from "../src/index.ts";
import { account, handle, link } from "./facts.ts";

const part = (name: string, kind: OpenPart["kind"], joinedSeq = 0): OpenPart => ({
  handle: handle(name),
  accountId: account(name),
  kind,
  viaLink: kind === "related-person" ? link(name) : null,
  joinedSeq,
});
const emma = part("Emma", "client");
const sanne = part("Sanne", "professional");
const daan = part("Daan", "professional", 3);
const fatima = part("Fatima", "related-person");

/** Everything stands but what is named. */
const without = (...gone: string[]): StandingTies => ({
  isActive: (id) => !gone.includes(`active ${id}`),
  isRelated: (professional) => !gone.includes(`relation ${professional}`),
  link: (id) =>
    gone.includes(id) ? null : { clientId: account("Emma"), inviterId: account("Emma"), inviterKind: "client" },
});
const about = { about: account("Emma"), manager: handle("Emma") };

describe("V-06 a participant whose tie ends drops out", () => {
  test("nothing changes while every tie stands", () =>
    expect(endParticipations({ ...about, parts: [emma, sanne, fatima] }, without())).toEqual({
      ended: [],
      forgotten: [],
      manager: handle("Emma"),
      closes: false,
    }));

  test("a therapist whose relation ended", () =>
    expect(
      endParticipations({ ...about, parts: [emma, sanne, fatima] }, without("relation account-Sanne")).ended,
    ).toEqual([handle("Sanne")]));

  test("a therapist without relation in a conversation with the client alone", () =>
    expect(
      endParticipations(
        { ...about, manager: handle("Sanne"), parts: [sanne, emma] },
        without("relation account-Sanne"),
      ),
    ).toEqual({
      ended: [handle("Sanne")],
      forgotten: [],
      manager: handle("Emma"),
      closes: true,
    }));

  test("colleagues among themselves need no relation", () =>
    expect(
      endParticipations(
        { about: null, manager: handle("Sanne"), parts: [sanne, daan] },
        without("relation account-Sanne"),
      ).ended,
    ).toEqual([]));

  test("a related person whose link ended", () =>
    expect(endParticipations({ ...about, parts: [emma, sanne, fatima] }, without("link-Fatima")).ended).toEqual([
      handle("Fatima"),
    ]));

  test("a professional and a related person whose account is no longer active", () => {
    const gone = without("active account-Sanne", "active account-Fatima");
    expect(endParticipations({ ...about, parts: [emma, sanne, daan, fatima] }, gone)).toEqual({
      ended: [handle("Sanne"), handle("Fatima")],
      forgotten: [],
      manager: handle("Emma"),
      closes: false,
    });
  });

  test("the vanished manager's place goes to the client, else to a related professional, else to nobody", () => {
    const managedBySanne = { about: account("Emma"), manager: handle("Sanne") };
    const gone = without("relation account-Sanne");
    expect(endParticipations({ ...managedBySanne, parts: [sanne, daan, emma, fatima] }, gone).manager).toBe(
      handle("Emma"),
    );
    expect(endParticipations({ ...managedBySanne, parts: [sanne, daan, fatima] }, gone).manager).toBe(handle("Daan"));
    expect(
      endParticipations({ ...managedBySanne, parts: [sanne, fatima, part("Youssef", "related-person")] }, gone).manager,
    ).toBeNull();
  });

  test("R-09 a deactivated client leaves nothing, and what they are in or what is about them is closed", () => {
    const gone = without("active account-Emma");
    const closed = { ended: [], forgotten: [], manager: handle("Emma"), closes: true };
    expect(endParticipations({ ...about, parts: [emma, sanne, fatima] }, gone)).toEqual(closed);
    expect(endParticipations({ ...about, manager: handle("Sanne"), parts: [sanne, fatima] }, gone)).toEqual({
      ...closed,
      manager: handle("Sanne"),
    });
    expect(endParticipations({ ...about, parts: [emma, sanne] }, gone)).toEqual(closed);
    expect(endParticipations({ about: null, manager: handle("Sanne"), parts: [sanne, daan] }, gone).closes).toBe(false);
  });

  test("fewer than two left closes the conversation", () =>
    expect(endParticipations({ ...about, parts: [emma, fatima] }, without("link-Fatima")).closes).toBe(true));

  test("V-07 who left of their own will loses the history with the tie, and keeps it while that stands", () => {
    const kept = [part("Daan", "professional"), part("Youssef", "related-person")];
    const of = (ties: StandingTies) => endParticipations({ ...about, parts: [emma, sanne], kept }, ties).forgotten;
    expect(of(without())).toEqual([]);
    expect(of(without("relation account-Daan"))).toEqual([handle("Daan")]);
    expect(of(without("link-Youssef"))).toEqual([handle("Youssef")]);
  });
});
