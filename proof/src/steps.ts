import {
  breakRelation,
  listRelatedPersons,
  type Partner,
  type RosterParticipant,
  readEntries,
} from "@kring/domain/contract";
import { type DemoName, demoPeople } from "@kring/testing";
import type { Model, ModelConversation, ModelLink, Shown } from "./model.ts";
import type { Stage } from "./stage.ts";

/** What somebody of the cast may try next; who and what is chosen by numbers, so that every script is possible. */
export interface Step {
  kind: (typeof stepKinds)[number];
  who: number;
  what: number;
}

export const stepKinds = [
  ...["say", "say", "start", "start", "add", "add", "leave", "hand-over", "show-name"],
  ...["rename", "rename", "invite", "remove", "relate", "break"],
] as const;

const cast = ["sanne", "daan", "emma", "lucas", "fatima", "youssef", "pieter"] as const satisfies DemoName[];
const related = ["fatima", "youssef", "pieter"] as const;
const therapists = ["sanne", "daan"] as const;
const clients = ["emma", "lucas"] as const;
/** Of each their own: a name that they already see there would be refused (V-10). */
const names = {
  fatima: ["Wilg", "Maan", null],
  youssef: ["Ochtendster", "Beuk", null],
  pieter: ["Linde", "Zon", null],
} as const;

const pick = <Item>(items: readonly Item[], at: number): Item | undefined => items[at % Math.max(1, items.length)];
const kindOf = (person: DemoName) => demoPeople[person].kind;

interface Scene {
  stage: Stage;
  model: Model;
}

/** Whom a person can talk with, by the rules (V-01). */
function partnersOf(
  { model }: Scene,
  person: DemoName,
): { partner: Partner; person: DemoName; via: ModelLink | null }[] {
  const standing = model.links.filter(({ stands }) => stands);
  const account = (other: DemoName) => ({
    partner: { account: demoPeople[other].accountId },
    person: other,
    via: null,
  });
  if (kindOf(person) === "professional") {
    const own = standing.filter(({ inviter, client }) => inviter === person && model.isRelated(person, client));
    return [
      ...therapists.filter((other) => other !== person).map(account),
      ...clients.filter((client) => model.isRelated(person, client)).map(account),
      ...own.map((via) => ({ partner: { link: via.id }, person: via.person, via })),
    ];
  }
  if (kindOf(person) === "client") {
    return [
      ...therapists.filter((therapist) => model.isRelated(therapist, person)).map(account),
      ...standing
        .filter(({ client }) => client === person)
        .map((via) => ({ partner: { link: via.id }, person: via.person, via })),
    ];
  }
  return standing
    .filter((via) => via.person === person)
    .flatMap((via) => [
      { partner: { ownLink: via.id, end: "client" as const }, person: via.client, via },
      ...(via.inviter === via.client
        ? []
        : [{ partner: { ownLink: via.id, end: "inviter" as const }, person: via.inviter, via }]),
    ]);
}

/** Does one step where the rules allow it; what they don't is left to the matrix. */
export async function take(scene: Scene, { kind, who, what }: Step): Promise<void> {
  const { stage, model } = scene;
  const writable = model.conversations.filter(({ closed }) => !closed);
  const conversation = pick(writable, what);
  const insiders = conversation?.parts.filter(({ open }) => open) ?? [];
  const insider = pick(insiders, who);
  const link = pick(
    model.links.filter(({ stands }) => stands),
    who,
  );

  if (kind === "start") {
    const person = pick(cast, who);
    const chosen = person && pick(partnersOf(scene, person), what);
    if (person && chosen) model.start(await stage.start(person, [chosen.partner]), person, chosen.person, chosen.via);
  } else if (kind === "say" && conversation && insider) {
    const text = `said ${who} ${what} ${conversation.said.length}`;
    model.say(conversation, text, await stage.say(insider.person, conversation.id, text));
  } else if (kind === "add" && conversation?.manager) {
    await add(scene, conversation, conversation.manager, who);
  } else if (kind === "leave" && conversation && insider && insider.person !== conversation.manager) {
    await stage.leave(insider.person, conversation.id);
    model.leave(conversation, insider.person);
  } else if (kind === "hand-over" && conversation?.manager && insider) {
    await handOver(scene, conversation, conversation.manager, insider.person);
  } else if (kind === "show-name" && conversation && insider?.via) {
    await stage.showName(insider.person, conversation.id);
    insider.showsName = true;
  } else if (kind === "rename" && link) {
    const name = pick(names[link.person as (typeof related)[number]], what) ?? null;
    await stage.rename(link.person, link.id, name);
    link.screenName = name;
  } else if (kind === "remove" && link) {
    await stage.remove(link.inviter, link.client, link.id);
    model.endLink(link);
  } else if (kind === "invite") await invite(scene, who, what);
  else if (kind === "relate" || kind === "break") await changeRelation(scene, kind, who, what);
}

async function add({ stage, model }: Scene, c: ModelConversation, manager: DemoName, who: number): Promise<void> {
  const fits = partnersOf({ stage, model }, manager).filter(({ person, via }) => {
    if (model.openPart(c, person)) return false;
    if (c.about === null) return kindOf(manager) === "professional" && kindOf(person) === "professional";
    // V-02: only the client brings related persons together.
    if (kindOf(person) === "related-person") return kindOf(manager) === "client" && via?.client === c.about;
    if (kindOf(person) === "client") return person === c.about;
    return model.isRelated(person, c.about) && (kindOf(manager) !== "related-person" || via !== null);
  });
  const viaHere = c.parts.find((part) => part.person === manager && part.open)?.via;
  const allowed = fits.filter(({ via }) => kindOf(manager) !== "related-person" || via === viaHere);
  const chosen = pick(allowed, who);
  if (!chosen) return;
  await stage.add(manager, c.id, chosen.partner);
  model.add(c, chosen.person, kindOf(chosen.person) === "related-person" ? chosen.via : null);
}

async function handOver({ stage }: Scene, c: ModelConversation, manager: DemoName, to: DemoName): Promise<void> {
  if (to === manager) return;
  const roster = (await stage.roster(manager, c.id)) ?? [];
  const others = roster.filter(({ leftAt, you }) => leftAt === null && !you);
  // By kind: the manager knows people by handles, and so does the one who hands over here.
  const found = others.filter(({ kind }) => kind === kindOf(to));
  const [one] = found;
  if (found.length !== 1 || !one) return;
  await stage.handOver(manager, c.id, one.handle);
  c.manager = to;
}

async function invite({ stage, model }: Scene, who: number, what: number): Promise<void> {
  const person = pick(related, who);
  const client = pick(clients, what);
  const inviters = client ? [client, ...therapists.filter((one) => model.isRelated(one, client))] : [];
  const inviter = pick(inviters, who + what);
  if (!person || !client || !inviter) return;
  const has = (link: ModelLink) =>
    link.stands && link.person === person && link.client === client && link.inviter === inviter;
  if (model.links.some(has)) return;
  await stage.invite(inviter, client, { name: "Getypt", email: demoPeople[person].email });
  const id = await stage.accept(person, client);
  model.links.push({ id, person, client, inviter, screenName: null, stands: true });
}

async function changeRelation({ stage, model }: Scene, kind: "relate" | "break", who: number, what: number) {
  const therapist = pick(therapists, who);
  const client = pick(clients, what);
  if (!therapist || !client || model.isRelated(therapist, client) === (kind === "relate")) return;
  if (kind === "relate") {
    await stage.relate(therapist, client);
    model.relate(therapist, client);
    return;
  }
  const params = { clientId: demoPeople[client].accountId, professionalId: demoPeople[therapist].accountId };
  const noor = await stage.actor("noor");
  const unguided = await stage.world.databases.query(
    "accounts",
    "SELECT id FROM tool WHERE client_id = $1 AND guide_id = $2",
    [params.clientId, params.professionalId],
  );
  const body = { unguidedToolIds: unguided.map(({ id }) => id as never) };
  await noor.call(breakRelation, { params, body });
  await stage.world.settle();
  model.breakRelation(therapist, client);
}

const shownOf = ({ kind, name, screenName }: RosterParticipant): Shown => ({ kind, name, screenName });
const inOrder = (shown: readonly Shown[]): string[] => shown.map((one) => JSON.stringify(one)).toSorted();

/** What one person sees of one conversation, beside what the model says of it. */
export async function look({ stage, model }: Scene, c: ModelConversation, viewer: DemoName) {
  const roster = await stage.roster(viewer, c.id);
  const expected = model.roster(c, viewer);
  const one = await stage.actor(viewer);
  const exchange = await one.ask(readEntries, { params: { conversationId: c.id }, query: { limit: 100 } });
  const texts =
    exchange.status === 404
      ? null
      : readEntries.response
          .parse(exchange.json())
          .entries.flatMap((entry) => (entry.kind === "message" ? [entry.text] : []));
  return {
    seen: { people: roster && inOrder(roster.map(shownOf)), texts },
    expected: { people: expected && inOrder(expected), texts: model.texts(c, viewer) },
  };
}

/** P-04: the number that a therapist gets, beside what the model says. */
export async function count({ stage, model }: Scene, therapist: DemoName, client: DemoName) {
  const one = await stage.actor(therapist);
  const exchange = await one.ask(listRelatedPersons, { params: { clientId: demoPeople[client].accountId } });
  const seen = exchange.status === 404 ? null : listRelatedPersons.response.parse(exchange.json()).invitedByClient;
  return { seen, expected: model.isRelated(therapist, client) ? model.countSeen(client) : null };
}

export { cast, clients, therapists };
