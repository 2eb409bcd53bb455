import {
  acceptLink,
  addParticipant,
  type ConversationId,
  changeOwnLink,
  changeSetting,
  type Handle,
  handOverConversation,
  inviteOwnRelatedPerson,
  inviteRelatedPerson,
  type LinkId,
  leaveConversation,
  listOwnLinks,
  listOwnRelatedPersons,
  listRelatedPersons,
  type Partner,
  type RosterParticipant,
  readConversation,
  relateTherapist,
  removeOwnRelatedPerson,
  removeRelatedPerson,
  showOwnName,
  startConversation,
  subscribeToPush,
} from "@kring/domain/contract";
import { type CaughtPush, type DemoName, demoPeople, startWorld, type World, type WorldOptions } from "@kring/testing";
import { acceptAsNew } from "./accept-as-new.ts";
import { type Actor, createActor } from "./actor.ts";

/** A world with its cast, and what they can do there in one line. */
export interface Stage {
  readonly world: World;
  actor(person: DemoName): Promise<Actor>;
  /** Lets a device of this person be told by push. */
  subscribe(person: DemoName): Promise<void>;
  /** What their device was told so far. */
  pushesTo(person: DemoName): CaughtPush[];
  /** A secretary relates a therapist to a client. */
  relate(therapist: DemoName, client: DemoName): Promise<void>;
  /** The application manager lets therapists invite related persons (P-01). */
  letTherapistsInvite(): Promise<void>;
  /** The client, or a therapist for the client, invites; gives the record. */
  invite(inviter: DemoName, client: DemoName, invited: { name: string; email: string }): Promise<LinkId>;
  /** Accepts the one invitation that waits for a client. */
  accept(person: DemoName, client: DemoName): Promise<LinkId>;
  /** Somebody without an account opens the mail, chooses a password and accepts. */
  acceptAsNew(email: string): Promise<void>;
  remove(inviter: DemoName, client: DemoName, link: LinkId): Promise<void>;
  linkOf(person: DemoName, client: DemoName, inviter: DemoName): Promise<LinkId>;
  rename(person: DemoName, link: LinkId, screenName: string | null): Promise<void>;
  /** Turns typing and read receipts on or off. */
  quiet(person: DemoName, link: LinkId, quiet: boolean): Promise<void>;
  start(person: DemoName, partners: Partner[], topic?: string): Promise<ConversationId>;
  add(person: DemoName, c: ConversationId, partner: Partner): Promise<void>;
  leave(person: DemoName, c: ConversationId): Promise<void>;
  handOver(person: DemoName, c: ConversationId, to: Handle): Promise<void>;
  showName(person: DemoName, c: ConversationId): Promise<void>;
  say(person: DemoName, c: ConversationId, text: string): Promise<number>;
  /** Types, and shows that all was read. */
  stir(person: DemoName, c: ConversationId, n: number): Promise<void>;
  /** Whom somebody sees in a conversation; null where it isn't there for them. */
  roster(person: DemoName, c: ConversationId): Promise<RosterParticipant[] | null>;
  stop(): Promise<void>;
}

let messages = 0;

export async function startStage(options: WorldOptions): Promise<Stage> {
  const world = await startWorld(options);
  const actors = new Map<DemoName, Promise<Actor>>();
  const actor = (person: DemoName): Promise<Actor> => {
    const known = actors.get(person) ?? createActor(world, person);
    actors.set(person, known);
    return known;
  };
  const devices = new Map<string, DemoName>();
  const idOf = (person: DemoName) => demoPeople[person].accountId;
  const onConversation = (c: ConversationId) => ({ params: { conversationId: c } });

  return {
    world,
    actor,
    subscribe: async (person) => {
      const body = world.push.subscribe();
      devices.set(body.endpoint, person);
      await (await actor(person)).call(subscribeToPush, { body });
    },
    pushesTo: (person) => world.push.pushes().filter(({ endpoint }) => devices.get(endpoint) === person),
    relate: async (therapist, client) => {
      const noor = await actor("noor");
      await noor.call(relateTherapist, {
        params: { clientId: idOf(client) },
        body: { professionalId: idOf(therapist) },
      });
      await world.settle();
    },
    letTherapistsInvite: async () => {
      const params = { key: "therapists-invite-related-persons" as const };
      await (await actor("ruben")).call(changeSetting, { params, body: { value: true } });
    },
    invite: async (inviter, client, invited) => {
      const one = await actor(inviter);
      const { linkId } =
        inviter === client
          ? await one.call(inviteOwnRelatedPerson, { body: invited })
          : await one.call(inviteRelatedPerson, {
              params: { clientId: idOf(client) },
              body: { ...invited, permission: true },
            });
      return linkId;
    },
    accept: async (person, client) => {
      const one = await actor(person);
      const { invitations } = await one.call(listOwnLinks, {});
      const waiting = invitations.find((invitation) => invitation.client.name === demoPeople[client].name);
      if (!waiting) throw new Error(`No invitation for ${client} waits for ${person}.`);
      await one.call(acceptLink, { params: { linkId: waiting.id } });
      await world.settle();
      return waiting.id;
    },
    acceptAsNew: async (email) => {
      await acceptAsNew(world, email);
      await world.settle();
    },
    remove: async (inviter, client, linkId) => {
      const one = await actor(inviter);
      if (inviter === client) await one.call(removeOwnRelatedPerson, { params: { linkId } });
      else await one.call(removeRelatedPerson, { params: { clientId: idOf(client), linkId } });
      await world.settle();
    },
    linkOf: async (person, client, inviter) => {
      const { links } = await (await actor(person)).call(listOwnLinks, {});
      const found = links.find(
        (link) => link.client.name === demoPeople[client].name && link.invitedBy.name === demoPeople[inviter].name,
      );
      if (!found) throw new Error(`${person} has no link with ${client} through ${inviter}.`);
      return found.id;
    },
    rename: async (person, linkId, screenName) => {
      await (await actor(person)).call(changeOwnLink, { params: { linkId }, body: { screenName } });
      await world.settle();
    },
    quiet: async (person, linkId, quiet) => {
      const body = { showsTyping: !quiet, showsReceipts: !quiet };
      await (await actor(person)).call(changeOwnLink, { params: { linkId }, body });
      await world.settle();
    },
    start: async (person, partners, topic) => {
      const body = { partners, topic: topic ?? null };
      return (await (await actor(person)).call(startConversation, { body })).conversation.id;
    },
    add: async (person, c, partner) => {
      await (await actor(person)).call(addParticipant, { ...onConversation(c), body: { partner } });
    },
    leave: async (person, c) => {
      await (await actor(person)).call(leaveConversation, onConversation(c));
    },
    handOver: async (person, c, handle) => {
      await (await actor(person)).call(handOverConversation, { ...onConversation(c), body: { handle } });
    },
    showName: async (person, c) => {
      await (await actor(person)).call(showOwnName, onConversation(c));
    },
    say: async (person, c, text) => {
      messages += 1;
      const id = `00000000-0000-4000-9000-${messages.toString(16).padStart(12, "0")}` as never;
      const answer = (await (await actor(person)).emit("message.send", { c, id, text })) as { ok: boolean; n: number };
      if (!answer.ok) throw new Error(`${person} could not say it: ${JSON.stringify(answer)}`);
      return answer.n;
    },
    stir: async (person, c, n) => {
      const one = await actor(person);
      await one.emit("typing", { c });
      await one.emit("read.mark", { c, n });
    },
    roster: async (person, c) => {
      const exchange = await (await actor(person)).ask(readConversation, onConversation(c));
      if (exchange.status === 404) return null;
      return readConversation.response.parse(exchange.json()).conversation.roster.participants;
    },
    stop: world.stop,
  };
}

/** The records that a therapist, or the client, sees of those whom they invited. */
export async function recordsOf(stage: Stage, inviter: DemoName, client: DemoName) {
  const one = await stage.actor(inviter);
  if (inviter === client) return (await one.call(listOwnRelatedPersons, {})).records;
  const params = { clientId: demoPeople[client].accountId };
  return (await one.call(listRelatedPersons, { params })).records;
}
