import { beforeAll, describe, expect, it } from "vitest";
import {
  avatarOf,
  besideName,
  nameOf,
  type Say,
  seenAs,
  shortNames,
} from "../src/features/conversation/model/people.ts";
import { personInWords } from "../src/features/conversation/model/person-in-words.ts";
import { client, masked, roster, therapist } from "./support/roster.ts";
import { startSaying } from "./support/say.ts";

const about = { name: "Emma de Jong", you: false };
const aboutYou = { name: "Emma de Jong", you: true };
const now = new Date("2026-11-24T14:10:00").getTime();

describe("V-03 what a viewer reads of a person", () => {
  let say: Say;
  beforeAll(async () => {
    say = await startSaying("nl");
  });

  it("is the screen name for who may not know the name, and nothing else", () => {
    const maan = masked("maan", { screenName: "Maan" });
    const here = roster([maan], about);
    expect(nameOf(maan, say)).toBe("Maan");
    expect(besideName(maan, here, say)).toBe("naaste van Emma");
    expect(avatarOf(maan)).toEqual({ kind: "masked", shape: 3, colour: 7 });
    expect(personInWords(maan, here, { reader: "professional", now, language: "nl" }, say)).toBe(
      "Naaste, uitgenodigd door Emma. Jij ziet de schermnaam, Emma de naam.",
    );
  });

  it("tells nameless people apart by a number, of which 1 stays unsaid", () => {
    expect(nameOf(masked("a", { number: 1 }), say)).toBe("Anoniem");
    expect(nameOf(masked("b", { number: 2 }), say)).toBe("Anoniem 2");
    expect(nameOf(masked("c", { screenName: "Maan", number: 2 }), say)).toBe("Maan 2");
  });

  it("is the name first for the client, with what the others call them", () => {
    const fatima = masked("fatima", {
      name: "Fatima El Amrani",
      screenName: "Maan",
      leads: "name",
      mask: null,
    });
    const here = roster([fatima], aboutYou);
    expect(nameOf(fatima, say)).toBe("Fatima El Amrani");
    expect(besideName(fatima, here, say)).toBe("heet hier Maan");
    expect(avatarOf(fatima)).toEqual({ kind: "related", initials: "FA" });
    expect(personInWords(fatima, here, { reader: "client", now, language: "nl" }, say)).toBe(
      "Naaste, uitgenodigd door jou. Heet hier Maan.",
    );
  });

  it("is known to everybody once the person showed it, whoever invited them", () => {
    const shown = masked("fatima", { name: "Fatima El Amrani", screenName: "Maan", mask: null, showsName: true });
    const here = roster([shown], about);
    for (const invitedBy of [shown.invitedBy, { kind: "therapist", name: "Sanne Bakker" } as const]) {
      const words = personInWords({ ...shown, invitedBy }, here, { reader: "professional", now, language: "nl" }, say);
      const inviter = invitedBy?.name.split(" ")[0];
      expect(words).toBe(`Fatima El Amrani. Naaste, uitgenodigd door ${inviter}. Laat iedereen hier de naam zien.`);
    }
  });

  it("is the screen name first for the inviting therapist, with the name beside it", () => {
    const pieter = masked("pieter", {
      name: "Pieter de Jong",
      mask: null,
      invitedBy: { kind: "therapist", name: "Sanne Bakker" },
    });
    const here = roster([pieter], about);
    expect(nameOf(pieter, say)).toBe("Anoniem");
    expect(besideName(pieter, here, say)).toBe("Pieter de Jong, naaste van Emma");
    expect(personInWords(pieter, here, { reader: "professional", now, language: "nl" }, say)).toBe(
      "Pieter de Jong. Naaste, uitgenodigd door jou. Alleen jij en Emma zien de naam.",
    );
  });

  it("cuts names to first names only where that tells people apart, screen names never", () => {
    const people = [
      client("Emma de Jong"),
      therapist("Daan Visser"),
      therapist("Daan Mulder"),
      masked("m", { screenName: "Maan van boven" }),
    ];
    expect([...shortNames(people, say).values()]).toEqual(["Emma", "Daan Visser", "Daan Mulder", "Maan van boven"]);
  });

  it("parts for a related person those who know their name from those who see the screen name", () => {
    const emma = client("Emma de Jong", { seesYou: "name" });
    const sanne = therapist("Sanne Bakker", { seesYou: "mask" });
    const gone = therapist("Daan Visser", { seesYou: "mask", leftAt: 5 });
    const you = masked("you", { you: true, name: "Fatima El Amrani", leads: "name", mask: null, number: null });
    expect(seenAs(roster([emma, sanne, gone, you], about))).toEqual({ byName: [emma], masked: [sanne] });
  });
});
