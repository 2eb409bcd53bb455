import type { Circle } from "@kring/domain/contract";

type Known<Kind extends string, Person> = { key: string; kind: Kind; name: string; shortName: string; person: Person };

/** Somebody in a client's circle: sees the account, asks to, sees it for a while, or talks with the client. */
export type CircleMember =
  | Known<"professional", Circle["professionals"][number]>
  | Known<"request", Circle["requests"][number]>
  | Known<"temporary", Circle["temporary"][number]>
  | Known<"related-person", { ties: CircleTie[] }>;

/** One of the links by which a related person is in the circle. */
export type CircleTie = Circle["relatedPersons"][number];

const firstWord = (name: string): string => name.split(" ")[0] ?? name;

/** Everybody in the circle in reading order, with a first name where it tells them apart. */
export function membersOf(circle: Circle): CircleMember[] {
  const all = [
    ...circle.professionals.map((person) => ({
      key: `professional ${person.id}`,
      kind: "professional" as const,
      name: person.name,
      person,
    })),
    ...circle.requests.map((person) => ({
      key: `request ${person.id}`,
      kind: "request" as const,
      name: person.professional.name,
      person,
    })),
    ...circle.temporary.map((person) => ({
      key: `temporary ${person.since} ${person.professional.name}`,
      kind: "temporary" as const,
      name: person.professional.name,
      person,
    })),
    ...personsOf(circle).map((ties) => ({
      // Their first tie: who is looked at stays so when another comes to it.
      key: `related-person ${ties[0]?.linkId}`,
      kind: "related-person" as const,
      name: ties[0]?.name ?? "",
      person: { ties },
    })),
  ];
  const sameFirst = (name: string) => new Set(all.filter((one) => firstWord(one.name) === name).map((one) => one.name));
  return all.map((one) => {
    const first = firstWord(one.name);
    return { ...one, shortName: sameFirst(first).size > 1 ? one.name : first };
  });
}

/** Everybody stands in the circle once, with each of their ties. */
function personsOf({ relatedPersons }: Circle): CircleTie[][] {
  const persons = new Map<string, CircleTie[]>();
  for (const tie of relatedPersons) {
    const key = tie.samePersonAs ?? tie.linkId;
    persons.set(key, [...(persons.get(key) ?? []), tie]);
  }
  return [...persons.values()];
}

/** Somebody to be told of tie by tie. */
export const hasSeveralTies = (member: CircleMember): member is CircleMember & { kind: "related-person" } =>
  member.kind === "related-person" && member.person.ties.length > 1;

/** Beyond this many a picture is no longer read at a glance. */
export const mostInPicture = 10;
