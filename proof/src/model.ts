import type { ConversationId, LinkId } from "@kring/domain/contract";
import { type DemoName, demoPeople } from "@kring/testing";

/** A tie of a related person, as the rules speak of it. */
export interface ModelLink {
  id: LinkId;
  person: DemoName;
  client: DemoName;
  inviter: DemoName;
  screenName: string | null;
  stands: boolean;
}

interface ModelPart {
  person: DemoName;
  via: ModelLink | null;
  open: boolean;
  /** Left of their own will, and still tied (V-07). */
  keeps: boolean;
  /** Numbers of the entries that this part lets its person read, both included. */
  from: number;
  to: number;
  joined: number;
  showsName: boolean;
}

export interface ModelConversation {
  id: ConversationId;
  about: DemoName | null;
  manager: DemoName | null;
  closed: boolean;
  parts: ModelPart[];
  /** What was said, with its number. */
  said: { n: number; text: string }[];
  head: number;
}

/** How somebody is shown, without what tells apart who is shown alike. */
export interface Shown {
  kind: string;
  name: string | null;
  screenName: string | null;
}

const LAST = Number.POSITIVE_INFINITY;

/** The rules once more, small and slow, with nothing of how Kring is made: V-02, V-03, V-06, V-07, P-04…P-06. */
export class Model {
  relations = new Set<string>(["sanne emma", "daan lucas"]);
  links: ModelLink[] = [];
  conversations: ModelConversation[] = [];

  relate(therapist: DemoName, client: DemoName): void {
    this.relations.add(`${therapist} ${client}`);
  }

  isRelated(therapist: DemoName, client: DemoName): boolean {
    return this.relations.has(`${therapist} ${client}`);
  }

  start(id: ConversationId, starter: DemoName, partner: DemoName, via: ModelLink | null): void {
    const about = via?.client ?? [starter, partner].find((one) => demoPeople[one].kind === "client") ?? null;
    const part = (person: DemoName): ModelPart => ({
      ...{ person, via: via?.person === person ? via : null, open: true, keeps: false },
      ...{ from: 1, to: LAST, joined: 0, showsName: false },
    });
    this.conversations.push({
      ...{ id, about, manager: starter, closed: false, parts: [part(starter), part(partner)], said: [], head: 0 },
    });
  }

  add(c: ModelConversation, person: DemoName, via: ModelLink | null): void {
    c.head += 1;
    const from = demoPeople[person].kind === "client" ? 1 : c.head;
    c.parts.push({ person, via, open: true, keeps: false, from, to: LAST, joined: c.head, showsName: false });
  }

  say(c: ModelConversation, text: string, n: number): void {
    c.head = n;
    c.said.push({ n, text });
  }

  /** V-07: keeps what was said up to then. */
  leave(c: ModelConversation, person: DemoName): void {
    const part = this.openPart(c, person);
    if (!part) return;
    this.endPart(c, part);
    part.keeps = true;
    this.closeIfAlone(c);
  }

  /** P-06, V-06: what hung on the link ends, what was kept by it goes. */
  endLink(link: ModelLink): void {
    link.stands = false;
    this.settle((part) => part.via === link);
  }

  /** T-03: the professional's parts in conversations about this client, and the records that they made for them. */
  breakRelation(therapist: DemoName, client: DemoName): void {
    this.relations.delete(`${therapist} ${client}`);
    const ended = this.links.filter((link) => link.stands && link.inviter === therapist && link.client === client);
    for (const link of ended) link.stands = false;
    this.settle(
      (part, c) => (part.person === therapist && c.about === client) || (part.via !== null && ended.includes(part.via)),
    );
  }

  /** P-04: what a therapist learns of those whom the client invited. */
  countSeen(client: DemoName): number {
    return this.links.filter((link) => link.stands && link.client === client && link.inviter === client).length;
  }

  /** Whom somebody sees in a conversation; null where it isn't there for them. */
  roster(c: ModelConversation, viewer: DemoName): Shown[] | null {
    const own = c.parts.filter((part) => part.person === viewer && (part.open || part.keeps));
    if (own.length === 0) return null;
    const visible = c.parts.filter((part) => own.some((mine) => part.joined <= mine.to && part.to >= mine.from));
    return visible.map((part) => this.shown(part, viewer));
  }

  /** What somebody can read; null where the conversation isn't there for them. */
  texts(c: ModelConversation, viewer: DemoName): string[] | null {
    const own = c.parts.filter((part) => part.person === viewer && (part.open || part.keeps));
    if (own.length === 0) return null;
    return c.said.filter(({ n }) => own.some((part) => n >= part.from && n <= part.to)).map(({ text }) => text);
  }

  openPart(c: ModelConversation, person: DemoName): ModelPart | undefined {
    return c.parts.find((part) => part.person === person && part.open);
  }

  /** V-03, word for word. */
  private shown({ person, via, showsName }: ModelPart, viewer: DemoName): Shown {
    const { kind, name } = demoPeople[person];
    if (via === null) return { kind, name, screenName: null };
    const knows = viewer === person || viewer === via.client || viewer === via.inviter || showsName;
    return { kind, name: knows ? name : null, screenName: via.screenName };
  }

  private settle(goes: (part: ModelPart, c: ModelConversation) => boolean): void {
    for (const c of this.conversations) {
      const leaving = c.parts.filter((part) => goes(part, c));
      for (const part of leaving) {
        part.keeps = false;
        if (part.open) this.endPart(c, part);
      }
      if (leaving.length > 0) this.closeIfAlone(c);
    }
  }

  private endPart(c: ModelConversation, part: ModelPart): void {
    c.head += 1;
    part.open = false;
    part.to = c.head;
  }

  /** V-06: a vanished manager's place goes to the client if in it, else a related professional in it, else nobody. */
  private closeIfAlone(c: ModelConversation): void {
    const open = c.parts.filter((part) => part.open);
    if (c.manager !== null && !open.some(({ person }) => person === c.manager)) {
      const client = open.find(({ person }) => demoPeople[person].kind === "client");
      const professional = open
        .filter(({ person }) => demoPeople[person].kind === "professional")
        .toSorted((a, b) => a.joined - b.joined)[0];
      c.manager = (client ?? professional)?.person ?? null;
    }
    if (open.length < 2 && !c.closed) {
      c.closed = true;
      c.head += 1;
    }
  }
}
