import { beforeAll, describe, expect, it } from "vitest";
import type { Say } from "../src/features/conversation/model/people.ts";
import { lastOf, matchesQuery, secondaryOf, titleOf } from "../src/features/conversation/model/titles.ts";
import { whoReads } from "../src/features/conversation/model/who-reads.ts";
import { client, handle, joined, masked, roster, said, therapist, view } from "./support/roster.ts";
import { startSaying } from "./support/say.ts";

const you = therapist("Sanne Bakker", { you: true });
const emma = client("Emma de Jong");
const daan = therapist("Daan Visser");
const about = { name: "Emma de Jong", you: false };

describe("the name of a conversation", () => {
  let say: Say;
  beforeAll(async () => {
    say = await startSaying("nl");
  });

  it("is its topic, with everybody else under it", () => {
    const sleep = view({ topic: "Slaap", roster: roster([you, emma, daan, masked("m")], about) });
    expect(titleOf(sleep, "nl", say)).toBe("Slaap");
    expect(secondaryOf(sleep, "professional", say)).toBe("Emma, Daan, Anoniem");
  });

  it("is the other of two, with what they are to the reader", () => {
    const withDaan = view({ roster: roster([you, daan]) });
    expect(titleOf(withDaan, "nl", say)).toBe("Daan Visser");
    expect(secondaryOf(withDaan, "professional", say)).toBe("Collega");
    expect(secondaryOf(withDaan, "client", say)).toBe("Behandelaar");
    expect(secondaryOf(view({ roster: roster([you, emma]) }), "professional", say)).toBe("Cliënt");
  });

  it("is Anoniem for a related person, and the name beside it where the therapist knows it (V-03)", () => {
    const pieter = masked("pieter", { name: "Pieter de Jong", mask: null });
    const known = view({ roster: roster([you, pieter], about) });
    expect(titleOf(known, "nl", say)).toBe("Anoniem");
    expect(secondaryOf(known, "professional", say)).toBe("Pieter de Jong, naaste van Emma");
    const hidden = view({ roster: roster([you, masked("x")], about) });
    expect(secondaryOf(hidden, "professional", say)).toBe("Naaste van Emma");
  });

  it("is everybody when several talk without a topic", () => {
    expect(titleOf(view({ roster: roster([you, emma, daan]) }), "nl", say)).toBe("Emma en Daan");
  });

  it("stays the one who left when nobody else is there", () => {
    expect(titleOf(view({ roster: roster([you, { ...daan, leftAt: 4 }]) }), "nl", say)).toBe("Daan Visser");
  });

  it("stands above what happened last", () => {
    const two = roster([you, daan]);
    const several = roster([you, daan, emma]);
    const byDaan = said(3, "DaanVisser", 9, "Goed.\nTot straks.");
    expect(lastOf(view({ roster: two, last: byDaan }), say)).toBe("Goed. Tot straks.");
    expect(lastOf(view({ roster: several, last: byDaan }), say)).toBe("Daan: Goed. Tot straks.");
    expect(lastOf(view({ roster: two, last: { ...byDaan, by: handle("SanneBakker") } }), say)).toBe(
      "Jij: Goed. Tot straks.",
    );
    expect(lastOf(view({ roster: two, last: joined(4, "DaanVisser", 9) }), say)).toBe(
      "Daan Visser leest vanaf hier mee.",
    );
    expect(lastOf(view({ roster: two, last: { n: 4, at: 9, kind: "unknown" } }), say)).toBe("");
  });

  it("is found by any word that the list shows, whatever accents are typed", () => {
    const zoe = view({ topic: null, roster: roster([you, client("Zoë Kuipers")]) });
    expect(matchesQuery(zoe, "zoe", "professional", "nl", say)).toBe(true);
    expect(matchesQuery(zoe, "kuip clien", "professional", "nl", say)).toBe(true);
    expect(matchesQuery(zoe, "daan", "professional", "nl", say)).toBe(false);
  });
});

describe("V-05 the line that says who reads", () => {
  it("says it in both languages, before anything is sent", async () => {
    const nl = await startSaying("nl");
    const en = await startSaying("en");
    const aboutEmma = view({ roster: roster([you, daan], about) });
    expect(whoReads(aboutEmma, "nl", nl)).toEqual({
      about: "history",
      text: "Emma kan de hele geschiedenis opvragen.",
    });
    expect(whoReads(view({ roster: roster([emma], { ...about, you: true }) }), "nl", nl).text).toBe(
      "Dit gesprek gaat over jou. Je kunt alles teruglezen.",
    );
    expect(whoReads(view({ roster: roster([you, daan]) }), "nl", nl)).toEqual({
      about: "people",
      text: "Alleen jij en Daan lezen dit.",
    });
    expect(whoReads(view({ roster: roster([you, daan, emma]) }), "en", en).text).toBe(
      "Only you, Daan and Emma read this.",
    );
  });

  it("does not count who left among the readers", async () => {
    const say = await startSaying("nl");
    const left = view({ roster: roster([you, daan, { ...emma, leftAt: 3 }]) });
    expect(whoReads(left, "nl", say).text).toBe("Alleen jij en Daan lezen dit.");
  });
});
