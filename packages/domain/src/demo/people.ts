import type { AccountId, AccountKind, InviterKind, LinkId, Role } from "../contract/index.ts";

/** The password of every demo person; refused outside demo mode. */
export const DEMO_PASSWORD = "kring-demo-2026";

/** A person of the demo and of the tests. */
export interface DemoPerson {
  accountId: AccountId;
  email: string;
  name: string;
  kind: AccountKind;
  roles: Role[];
  language: "nl" | "en";
  /** One sentence for the table that `npm start` prints. */
  who: string;
}

const person = (
  number: number,
  email: string,
  name: string,
  kind: AccountKind,
  who: string,
  roles: Role[] = [],
): DemoPerson => ({
  accountId: `00000000-0000-4000-8000-0000000000${number}` as AccountId,
  email: `${email}@kring.example`,
  name,
  kind,
  roles,
  language: "nl",
  who,
});

/** Everybody in the demo, by first name. */
export const demoPeople = {
  sanne: person(11, "sanne.bakker", "Sanne Bakker", "professional", "therapist of Emma", ["therapist"]),
  daan: person(12, "daan.visser", "Daan Visser", "professional", "therapist of Lucas", ["therapist"]),
  noor: person(13, "noor.smit", "Noor Smit", "professional", "secretary", ["secretary"]),
  ruben: person(14, "ruben.mulder", "Ruben Mulder", "professional", "application manager", ["application-manager"]),
  emma: person(21, "emma.dejong", "Emma de Jong", "client", "client of Sanne"),
  lucas: person(22, "lucas.meijer", "Lucas Meijer", "client", "client of Daan"),
  fatima: person(
    31,
    "fatima.elamrani",
    "Fatima El Amrani",
    "related-person",
    "related person, invited by Emma, screen name Maan",
  ),
  pieter: person(
    32,
    "pieter.dejong",
    "Pieter de Jong",
    "related-person",
    "related person, invited by Sanne, no screen name",
  ),
  youssef: person(
    33,
    "youssef.haddad",
    "Youssef Haddad",
    "related-person",
    "related person, invited by Emma, no screen name",
  ),
} as const;
export type DemoName = keyof typeof demoPeople;

/** Client ID and date of birth of the demo's clients. */
export const demoClients: readonly { client: DemoName; clientNumber: string; born: string }[] = [
  { client: "emma", clientNumber: "20431", born: "1996-02-14" },
  { client: "lucas", clientNumber: "19862", born: "1988-09-30" },
];

/** Who treats whom. */
export const demoRelations: readonly { professional: DemoName; client: DemoName; daysAgo: number }[] = [
  { professional: "sanne", client: "emma", daysAgo: 260 },
  { professional: "daan", client: "lucas", daysAgo: 120 },
];

/** A related person link of the demo. */
export interface DemoLink {
  linkId: LinkId;
  relatedPerson: DemoName;
  client: DemoName;
  inviter: DemoName;
  inviterKind: InviterKind;
  screenName: string | null;
  daysAgo: number;
}

const link = (
  number: number,
  relatedPerson: DemoName,
  inviter: DemoName,
  inviterKind: InviterKind,
  screenName: string | null,
  daysAgo: number,
): DemoLink => ({
  linkId: `00000000-0000-4000-8000-0000000001${number}` as LinkId,
  relatedPerson,
  client: "emma",
  inviter,
  inviterKind,
  screenName,
  daysAgo,
});

/** Who supports whom, and through whom. */
export const demoLinks = {
  fatima: link(31, "fatima", "emma", "client", "Maan", 90),
  pieter: link(32, "pieter", "sanne", "therapist", null, 60),
  youssef: link(33, "youssef", "emma", "client", null, 45),
} as const;
