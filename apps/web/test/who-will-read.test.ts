import type { AccountId, LinkId, OwnLink } from "@kring/domain/contract";
import { describe, expect, it } from "vitest";
import {
  type Candidate,
  circleCandidates,
  clientCandidate,
  linkCandidates,
  notYetIn,
  ownInvitee,
  professionalCandidate,
} from "../src/features/conversation/model/candidates.ts";
import { whatAddedReads } from "../src/features/conversation/model/what-added-reads.ts";
import { type Planned, whoWillRead } from "../src/features/conversation/model/who-will-read.ts";
import { client, masked, roster, therapist } from "./support/roster.ts";
import { startSayingActs } from "./support/say.ts";

const sayAct = await startSayingActs("nl");

const sanne = professionalCandidate({ id: "sanne" as AccountId, name: "Sanne Bakker", roles: ["therapist"] });
const daan = professionalCandidate({ id: "daan" as AccountId, name: "Daan Visser", roles: ["therapist"] });
const emma = clientCandidate({ id: "emma" as AccountId, name: "Emma de Jong" });
const related = (name: string, screenName: string | null, invitedBy: string | null): Candidate => ({
  ...ownInvitee({ linkId: name as LinkId, name }),
  screenName,
  invitedBy,
});

const reads = (planned: Omit<Planned, "reader"> & { reader?: Planned["reader"] }): string =>
  whoWillRead({ reader: { kind: "professional", name: "Sanne Bakker" }, ...planned }, "nl", sayAct).join(" ");

describe("V-05 before a conversation is started it says who will read it", () => {
  it("tells a therapist that the client who isn't in it can ask for the whole history", () => {
    const pieter = ownInvitee({ linkId: "pieter" as LinkId, name: "Pieter de Jong" });
    const text = reads({ about: "Emma de Jong", chosen: [pieter] });
    expect(text).toContain("Het gesprek gaat over Emma de Jong. Dat verandert niet meer.");
    expect(text).toContain("kan altijd om de hele geschiedenis vragen");
    expect(reads({ about: "Emma de Jong", chosen: [emma, pieter] })).toContain("Emma leest alles");
  });

  it("tells colleagues that it is about no client", () => {
    expect(reads({ about: null, chosen: [daan] })).toBe(
      "Alleen jij en Daan Visser lezen dit. Het gesprek gaat over geen enkele cliënt.",
    );
  });

  it("says nothing before anybody is chosen", () => expect(reads({ about: null, chosen: [] })).toBe(""));
});

describe("V-03 before a conversation is started it says as whom each is seen", () => {
  const asEmma = { kind: "client", name: "Emma de Jong" } as const;
  const fatima = related("Fatima", "Maan", null);

  it("tells the client which therapists see a screen name, and not the one who knows the name", () => {
    const pieter = related("Pieter", null, "Sanne Bakker");
    const text = reads({ reader: asEmma, about: null, chosen: [sanne, daan, fatima, pieter] });
    expect(text).toContain("Sanne Bakker en Daan Visser zien Fatima als ‘Maan’.");
    expect(text).toContain("Daan Visser ziet Pieter als ‘Anoniem’.");
    expect(text).not.toContain("Sanne Bakker ziet Pieter");
  });

  it("tells the client that two related persons will notice each other, and one won't be told of anybody", () => {
    const youssef = related("Youssef", null, null);
    expect(reads({ reader: asEmma, about: null, chosen: [fatima, youssef] })).toContain("ze lezen ‘Maan’ en ‘Anoniem’");
    expect(reads({ reader: asEmma, about: null, chosen: [fatima] })).not.toContain("nog een naaste");
  });

  it("tells a related person who knows their name, and what whoever comes later reads", () => {
    const reader = { kind: "related-person", name: "Fatima El Amrani" } as const;
    const text = reads({ reader, about: "Emma de Jong", chosen: [emma], screenName: null });
    expect(text).toContain("Emma de Jong ziet je naam: Fatima El Amrani.");
    expect(text).toContain("Wie er later bij komt, ziet ‘Anoniem’.");
  });
});

describe("V-02 before somebody is added it says what they will read", () => {
  const now = roster([client("Emma de Jong", { you: true }), therapist("Sanne Bakker"), masked("maan")]);
  const added = (candidate: Candidate) => whatAddedReads(candidate, now, "client", "nl", sayAct).join(" ");

  it("an added client reads all, anybody else from then on", () => {
    expect(added(emma)).toBe("Emma de Jong leest ook alles wat hier al gezegd is.");
    expect(added(daan)).toBe("Daan Visser leest mee vanaf nu, niet wat eerder gezegd is.");
  });

  it("a second related person makes both notice that the other is there", () => {
    expect(added(related("Youssef", "Wolk", null))).toContain("Sanne Bakker ziet Youssef als ‘Wolk’.");
    expect(added(related("Youssef", "Wolk", null))).toContain("Er is hier al een naaste.");
    expect(added(related("Pieter", null, "Sanne Bakker"))).not.toContain("Sanne Bakker ziet");
  });
});

describe("V-01 whom one can choose", () => {
  const link = (by: OwnLink["invitedBy"]): OwnLink => ({
    id: "link" as LinkId,
    client: { name: "Emma de Jong" },
    invitedBy: by,
    since: 0,
    screenName: null,
    showsTyping: false,
    showsReceipts: false,
  });

  it("is for a related person the client, and the therapist who invited them", () => {
    expect(linkCandidates(link({ kind: "client", name: "Emma de Jong" })).map(({ name }) => name)).toEqual([
      "Emma de Jong",
    ]);
    expect(linkCandidates(link({ kind: "therapist", name: "Sanne Bakker" })).map(({ partner }) => partner)).toEqual([
      { ownLink: "link", end: "client" },
      { ownLink: "link", end: "inviter" },
    ]);
  });

  it("is for a client everybody in their circle who isn't in it yet; of two with one name the other one stays", () => {
    const person = { since: 0, guides: [], absence: null, endingWished: false, roles: ["therapist" as const] };
    const circle = circleCandidates({
      professionals: [
        { ...person, id: "one" as AccountId, name: "Sanne Bakker" },
        { ...person, id: "two" as AccountId, name: "Sanne Bakker" },
        { ...person, id: "three" as AccountId, name: "Daan Visser" },
      ],
      relatedPersons: [],
    });
    const here = roster([client("Emma de Jong", { you: true }), therapist("Sanne Bakker"), therapist("Daan Visser")]);
    expect(notYetIn(here, circle).map(({ key }) => key)).toEqual(["two"]);
  });

  it("V-03 is for a client each tie of a person with two, until one is in it; of ties that aren't known to be one person's the other stays", () => {
    const tie = { name: "Pieter de Jong", screenName: null, since: 0 };
    const by = (name: string) => ({ kind: "therapist" as const, name });
    const [own, sannes, daans] = ["own", "sannes", "daans"] as LinkId[] as [LinkId, LinkId, LinkId];
    const circle = (samePersonAs: LinkId | null) =>
      circleCandidates({
        professionals: [],
        relatedPersons: [
          { ...tie, linkId: sannes, invitedBy: by("Sanne Bakker"), samePersonAs },
          samePersonAs === null
            ? { ...tie, linkId: daans, invitedBy: by("Daan Visser"), samePersonAs: null }
            : { ...tie, linkId: own, invitedBy: { kind: "client", name: "Emma de Jong" }, samePersonAs: null },
        ],
      });
    const alone = roster([client("Emma de Jong", { you: true })]);
    const withPieter = roster([
      client("Emma de Jong", { you: true }),
      masked("pieter", { name: "Pieter de Jong", kind: "related-person" }),
    ]);
    expect(notYetIn(alone, circle(own)).map(({ key }) => key)).toEqual([sannes, own]);
    expect(notYetIn(withPieter, circle(own))).toEqual([]);
    expect(notYetIn(withPieter, circle(null)).map(({ key }) => key)).toEqual([daans]);
  });
});
