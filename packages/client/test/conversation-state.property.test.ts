import type { Entry } from "@kring/domain/contract";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addSends,
  type ConversationState,
  emptyConversation,
  missesEntries,
  takeAck,
  takeArrived,
  takeOlder,
  takePage,
  takeResumed,
} from "../src/conversation-state.ts";
import { beginSend, interruptSends, nextToSend, refuseSend, wakeSends } from "../src/sends.ts";
import { arrived, me, message, messageId, other } from "./made.ts";

/** A gateway and a network that reorder, repeat and lose whatever they can. */
class World {
  readonly log: Entry[] = [];
  readonly typed: string[] = [];
  client: ConversationState = emptyConversation;
  online = true;
  private frames: Entry[] = [];
  private sent: { id: ReturnType<typeof messageId>; text: string }[] = [];
  private acks: { id: ReturnType<typeof messageId>; n: number; at: number }[] = [];
  private resumes: { after: number; answer: Entry[] | null }[] = [];

  say(): void {
    this.store(message(this.log.length + 1));
  }
  type(): void {
    const number = this.typed.length;
    const text = `own ${number}`;
    this.typed.push(text);
    this.client = addSends(this.client, [{ id: messageId(number), text, madeAt: number }]);
  }
  send(): void {
    const next = nextToSend(this.client.sends);
    if (next === null || !this.online) return;
    this.client = { ...this.client, sends: beginSend(this.client.sends, next.id) };
    this.sent.push({ id: next.id, text: next.text });
  }
  storeSent(): void {
    const send = this.sent.shift();
    if (send === undefined) return;
    const known = this.log.find((entry) => entry.kind === "message" && entry.id === send.id);
    const n = known?.n ?? this.log.length + 1;
    if (known === undefined) this.store({ n, at: 1000 * n, kind: "message", by: me, text: send.text, id: send.id });
    if (this.online) this.acks.push({ id: send.id, n, at: 1000 * n });
  }
  /** The gateway can't store it now, and says so. */
  refuseSent(): void {
    const send = this.sent.shift();
    if (send !== undefined)
      this.client = { ...this.client, sends: refuseSend(this.client.sends, send.id, "unavailable") };
  }
  wake(): void {
    this.client = { ...this.client, sends: wakeSends(this.client.sends) };
  }
  deliverFrame(which: number, again: boolean): void {
    const at = which % Math.max(1, this.frames.length);
    const entry = this.frames[at];
    if (entry === undefined) return;
    if (!again) this.frames.splice(at, 1);
    this.client = takeArrived(this.client, arrived(entry));
  }
  loseFrame(which: number): void {
    this.frames.splice(which % Math.max(1, this.frames.length), 1);
  }
  deliverAck(): void {
    const ack = this.acks.shift();
    if (ack !== undefined) this.client = takeAck(this.client, ack.id, ack, me);
  }
  askResume(): void {
    if (this.online && this.client.log !== null) this.resumes.push({ after: this.client.log.to, answer: null });
  }
  answerResume(which: number, most: number): void {
    const asked = this.resumes[which % Math.max(1, this.resumes.length)];
    if (asked !== undefined) asked.answer ??= this.log.filter(({ n }) => n > asked.after).slice(0, most);
  }
  deliverResume(which: number): void {
    const at = which % Math.max(1, this.resumes.length);
    const asked = this.resumes[at];
    if (asked === undefined || asked.answer === null) return;
    this.resumes.splice(at, 1);
    this.client = takeResumed(this.client, asked.after, asked.answer.map(arrived));
  }
  readOlder(): void {
    const { log } = this.client;
    if (log === null || !log.hasOlder) return;
    const page = this.log.filter(({ n }) => n < log.from).slice(-3);
    this.client = takeOlder(this.client, page.map(arrived), (page[0]?.n ?? 1) > 1);
  }
  readPage(): void {
    if (this.client.log !== null) return;
    const page = this.log.slice(-4);
    this.client = takePage(this.client, page.map(arrived), (page[0]?.n ?? 1) > 1);
  }
  disconnect(): void {
    this.online = false;
    this.frames = [];
    this.acks = [];
    this.resumes = [];
    this.client = { ...this.client, sends: interruptSends(this.client.sends) };
  }
  reconnect(): void {
    this.online = true;
    this.askResume();
  }
  /** Everything that is on its way arrives, and the client asks for what it misses, until nothing moves. */
  settle(): void {
    this.reconnect();
    this.readPage();
    do {
      this.wake();
      this.send();
      this.storeSent();
      this.deliverAck();
      this.deliverFrame(0, false);
      if (missesEntries(this.client)) this.askResume();
      this.answerResume(0, 5);
      this.deliverResume(0);
    } while (
      this.sent.length + this.acks.length + this.frames.length + this.resumes.length > 0 ||
      this.client.sends.length > 0
    );
    // What no frame will ever tell is found by the next resume.
    while ((this.client.log?.to ?? 0) < this.log.length) {
      this.askResume();
      this.answerResume(0, 5);
      this.deliverResume(0);
    }
    while (this.client.log?.hasOlder) this.readOlder();
  }
  private store(entry: Entry): void {
    this.log.push(entry);
    if (this.online) this.frames.push(entry);
  }
}

const step = fc.oneof(
  ...(
    [
      "say",
      "type",
      "send",
      "storeSent",
      "refuseSent",
      "wake",
      "deliverAck",
      "askResume",
      "readOlder",
      "readPage",
    ] as const
  ).map((name) => fc.constant((world: World) => world[name]())),
  fc.nat(20).map((which) => (world: World) => world.deliverFrame(which, false)),
  fc.nat(20).map((which) => (world: World) => world.deliverFrame(which, true)),
  fc.nat(20).map((which) => (world: World) => world.loseFrame(which)),
  fc.tuple(fc.nat(5), fc.integer({ min: 1, max: 4 })).map(
    ([which, most]) =>
      (world: World) =>
        world.answerResume(which, most),
  ),
  fc.nat(5).map((which) => (world: World) => world.deliverResume(which)),
  fc.constant((world: World) => world.disconnect()),
  fc.constant((world: World) => world.reconnect()),
);

function expectWhole(world: World): void {
  const entries = world.client.log?.entries ?? [];
  const first = entries[0]?.n ?? 1;
  expect(entries).toEqual(world.log.slice(first - 1, first - 1 + entries.length));
  const ids = new Set(entries.flatMap((entry) => (entry.kind === "message" ? [entry.id] : [])));
  expect(world.client.sends.filter(({ id }) => ids.has(id))).toEqual([]);
}

describe("V-09 acks, frames, resumes and older pages in any order", () => {
  it("never show a double, a gap or another order, and a sent message never beside its entry", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 10, maxLength: 150, size: "max" }), (steps) => {
        const world = new World();
        for (const take of steps) {
          take(world);
          expectWhole(world);
        }
      }),
      { numRuns: 600 },
    );
  });

  it("end with everything that was said, and everything typed stored once, in the order typed", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 10, maxLength: 150, size: "max" }), (steps) => {
        const world = new World();
        for (const take of steps) take(world);
        world.settle();
        expect(world.client.log?.entries).toEqual(world.log);
        expect(world.client.sends).toEqual([]);
        const own = world.log.flatMap((entry) => (entry.kind === "message" && entry.by !== other ? [entry.text] : []));
        expect(own).toEqual(world.typed);
      }),
      { numRuns: 600 },
    );
  });
});
