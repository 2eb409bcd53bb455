import { describe, expect, test } from "vitest";
import type { AccountId } from "../src/contract/index.ts";
import { decideStart, mayAdd, type Party, type PartyTies, readsFrom } from "../src/index.ts";
import { account, link } from "./facts.ts";

const emma: Party = { accountId: account("Emma"), kind: "client", via: null };
const lucas: Party = { accountId: account("Lucas"), kind: "client", via: null };
const professional = (name: string): Party => ({ accountId: account(name), kind: "professional", via: null });
const [sanne, iris, noor] = [professional("Sanne"), professional("Iris"), professional("Noor")];
const related = (name: string, client: Party, inviter: Party): Party => ({
  accountId: account(name),
  kind: "related-person",
  via: { linkId: link(name), clientId: client.accountId, inviterId: inviter.accountId },
});
/** Fatima and Youssef were invited by Emma, Pieter by Sanne, Mila by Iris. */
const fatima = related("Fatima", emma, emma);
const youssef = related("Youssef", emma, emma);
const pieter = related("Pieter", emma, sanne);
const mila = related("Mila", emma, iris);
const ofLucas = related("Tess", lucas, lucas);

/** Sanne and Iris treat Emma; Noor treats nobody. */
const ties: PartyTies = {
  isActive: (id) => !id.startsWith("account-gone"),
  isRelated: (who, client) => client === emma.accountId && [sanne, iris].some(({ accountId }) => accountId === who),
};
const start = (starter: Party, ...partners: Party[]) => {
  const decision = decideStart(starter, partners, ties);
  return decision === "refused" ? decision : (decision.about ?? "nobody");
};
const client = emma.accountId;

describe("V-01 who may start a conversation with whom, kind by kind", () => {
  const pairs: [string, Party, Party, AccountId | "nobody" | "refused"][] = [
    ["a professional with any professional", sanne, noor, "nobody"],
    ["a secretary with a therapist", noor, sanne, "nobody"],
    ["a therapist with their client", sanne, emma, client],
    ["a professional with a client whom they don't treat", noor, emma, "refused"],
    ["a therapist with a related person whom they invited", sanne, pieter, client],
    ["a therapist with a related person whom a colleague invited", sanne, mila, "refused"],
    ["a therapist with a related person whom the client invited", sanne, fatima, "refused"],
    ["a client with their therapist", emma, sanne, client],
    ["a client with a professional who doesn't treat them", emma, noor, "refused"],
    ["a client with another client", emma, lucas, "refused"],
    ["a client with their related person, whoever invited them", emma, pieter, client],
    ["a client with another client's related person", emma, ofLucas, "refused"],
    ["a related person with the client of their link", fatima, emma, client],
    ["a related person with the therapist who invited them", pieter, sanne, client],
    ["a related person with another therapist of the client", pieter, iris, "refused"],
    ["a related person invited by the client with a therapist", fatima, sanne, "refused"],
    ["a related person with another client", fatima, lucas, "refused"],
    ["a related person with another related person", fatima, youssef, "refused"],
  ];
  test.each(pairs)("%s", (_, starter, partner, outcome) => expect(start(starter, partner)).toBe(outcome));

  test("only the client brings two related persons together", () => {
    expect(start(emma, fatima, youssef, sanne)).toBe(client);
    expect(start(sanne, pieter, related("Jan", emma, sanne))).toBe("refused");
    expect(start(pieter, emma, fatima)).toBe("refused");
  });

  test("all belong to one client, and everybody has a tie with that client", () => {
    expect(start(sanne, emma, iris, pieter)).toBe(client);
    expect(start(sanne, emma, noor)).toBe("refused");
    expect(start(sanne, pieter, lucas)).toBe("refused");
    expect(start(emma, fatima, lucas)).toBe("refused");
  });

  test("nobody starts with nobody, with themself, or with the same person twice", () => {
    expect(start(sanne)).toBe("refused");
    expect(start(sanne, sanne)).toBe("refused");
    expect(start(emma, fatima, { ...fatima, via: pieter.via })).toBe("refused");
  });

  test("who is no longer active is in none, and none is about who is no longer active", () => {
    expect(start(sanne, professional("gone"))).toBe("refused");
    const gone: Party = { accountId: account("gone-client"), kind: "client", via: null };
    expect(decideStart(related("Bo", gone, sanne), [sanne], { ...ties, isRelated: () => true })).toBe("refused");
  });
});

describe("V-02 whom a manager adds", () => {
  const adds = (manager: Party, partner: Party, about: AccountId | null = client) =>
    mayAdd(manager, partner, about, ties);

  test("a therapist the client, or another therapist related to the client", () => {
    expect([adds(sanne, emma), adds(sanne, iris)]).toEqual([true, true]);
    expect([adds(sanne, noor), adds(sanne, lucas), adds(sanne, fatima), adds(sanne, pieter)]).toEqual(
      Array.from({ length: 4 }, () => false),
    );
  });

  test("the client their therapists and related persons", () => {
    expect([adds(emma, sanne), adds(emma, fatima), adds(emma, pieter)]).toEqual([true, true, true]);
    expect([adds(emma, noor), adds(emma, lucas), adds(emma, ofLucas)]).toEqual([false, false, false]);
  });

  test("a related person the client, or who invited them by that link", () => {
    expect([adds(pieter, emma), adds(pieter, sanne)]).toEqual([true, true]);
    expect([adds(pieter, iris), adds(pieter, fatima), adds(fatima, sanne)]).toEqual([false, false, false]);
  });

  test("where it is about nobody, any professional and nobody else", () => {
    expect([adds(sanne, noor, null), adds(noor, iris, null)]).toEqual([true, true]);
    expect([adds(sanne, emma, null), adds(sanne, pieter, null), adds(sanne, professional("gone"), null)]).toEqual([
      false,
      false,
      false,
    ]);
  });

  test("an added client reads all, anybody else from joining on", () => {
    expect(readsFrom(emma, client, 12)).toBe(1);
    expect(readsFrom(iris, client, 12)).toBe(12);
    expect(readsFrom(noor, null, 12)).toBe(12);
  });
});
