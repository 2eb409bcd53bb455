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
  takeChangeAck,
  takeOlder,
  takePage,
  takeReadAgain,
  takeResumed,
  toReadAgain,
} from "../src/conversation-state.ts";
import { withoutContent } from "../src/log.ts";
import {
  beginChange,
  type Change,
  interruptChanges,
  nextChange,
  refuseChange,
  wakeChanges,
  wantChange,
  withWanted,
} from "../src/own-change.ts";
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
  private changed: Change[] = [];
  private wished = 0;
  private changeAcks: { change: Change; n: number; at: number }[] = [];
  private rereads: { asked: number[]; answer: Entry[] | null }[] = [];

  say(): void {
    this.store(message(this.log.length + 1));
  }
  /** Somebody else, or the person on another device, changes or deletes a message. */
  changeElsewhere(which: number, deletes: boolean): void {
    const messages = this.log.filter((entry) => entry.kind === "message");
    const message = messages[which % Math.max(1, messages.length)];
    if (message !== undefined) this.change(message.n, deletes ? null : `changed to ${this.log.length}`);
  }
  wantChange(which: number, deletes: boolean): void {
    const own = (this.client.log?.entries ?? []).filter((entry) => entry.kind === "message" && entry.by === me);
    const message = own[which % Math.max(1, own.length)];
    if (message === undefined) return;
    const what = deletes ? ({ kind: "delete" } as const) : ({ kind: "edit", text: `mine ${this.log.length}` } as const);
    this.client = {
      ...this.client,
      changes: wantChange(this.client.changes, message.n, what, messageId(10_000 + this.wished++)),
    };
  }
  sendChange(): void {
    const next = nextChange(this.client.changes);
    if (next === null || !this.online) return;
    this.client = { ...this.client, changes: beginChange(this.client.changes, next.of) };
    this.changed.push(next);
  }
  storeChange(): void {
    const change = this.changed.shift();
    if (change === undefined) return;
    const { of, what } = change;
    const stored = this.change(of, what.kind === "delete" ? null : what.text);
    if (stored === null) this.refuse(change, "already-done");
    else if (this.online) this.changeAcks.push({ change, ...stored });
  }
  refuseChange(): void {
    const change = this.changed.shift();
    if (change !== undefined) this.refuse(change, "unavailable");
  }
  deliverChangeAck(): void {
    const ack = this.changeAcks.shift();
    if (ack !== undefined) this.client = takeChangeAck(this.client, ack.change, ack, me);
  }
  askAgain(): void {
    const asked = toReadAgain(this.client);
    if (asked.length > 0) this.rereads.push({ asked, answer: null });
  }
  answerAgain(): void {
    for (const read of this.rereads) read.answer ??= this.log.filter(({ n }) => read.asked.includes(n));
  }
  deliverAgain(which: number): void {
    const at = which % Math.max(1, this.rereads.length);
    const read = this.rereads[at];
    if (read === undefined || read.answer === null) return;
    this.rereads.splice(at, 1);
    this.client = takeReadAgain(this.client, read.asked, read.answer.map(arrived));
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
    const { sends, changes } = this.client;
    this.client = { ...this.client, sends: wakeSends(sends), changes: wakeChanges(changes) };
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
    this.changed = [];
    this.changeAcks = [];
    this.resumes = [];
    this.rereads = [];
    const { sends, changes } = this.client;
    this.client = { ...this.client, sends: interruptSends(sends), changes: interruptChanges(changes) };
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
      this.sendChange();
      this.storeChange();
      this.deliverChangeAck();
      this.deliverFrame(0, false);
      if (missesEntries(this.client)) this.askResume();
      this.answerResume(0, 5);
      this.deliverResume(0);
    } while (
      this.sent.length + this.acks.length + this.frames.length + this.resumes.length > 0 ||
      this.changed.length + this.changeAcks.length + this.client.sends.length > 0 ||
      nextChange(this.client.changes) !== null
    );
    // What no frame will ever tell is found by the next resume.
    while ((this.client.log?.to ?? 0) < this.log.length) {
      this.askResume();
      this.answerResume(0, 5);
      this.deliverResume(0);
    }
    while (this.client.log?.hasOlder) this.readOlder();
    while (toReadAgain(this.client).length > 0) {
      this.askAgain();
      this.answerAgain();
      this.deliverAgain(0);
    }
  }
  /** A deleted message is not changed any more. */
  private change(of: number, text: string | null): { n: number; at: number } | null {
    const message = this.log[of - 1];
    if (message?.kind !== "message" || message.deleted) return null;
    const n = this.log.length + 1;
    const at = 1000 * n;
    this.log[of - 1] = text === null ? withoutContent(message) : { ...message, text, edited: at };
    this.store({ n, at, kind: text === null ? "deleted" : "edited", by: message.by, of });
    return { n, at };
  }
  private refuse(change: Change, code: "unavailable" | "already-done"): void {
    this.client = { ...this.client, changes: refuseChange(this.client.changes, change, code) };
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
      "sendChange",
      "storeChange",
      "refuseChange",
      "deliverChangeAck",
      "askAgain",
      "answerAgain",
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
  fc.nat(5).map((which) => (world: World) => world.deliverAgain(which)),
  fc.tuple(fc.nat(20), fc.boolean()).map(
    ([which, deletes]) =>
      (world: World) =>
        world.changeElsewhere(which, deletes),
  ),
  fc.tuple(fc.nat(20), fc.boolean()).map(
    ([which, deletes]) =>
      (world: World) =>
        world.wantChange(which, deletes),
  ),
  fc.constant((world: World) => world.disconnect()),
  fc.constant((world: World) => world.reconnect()),
);

function expectWhole(world: World): void {
  const entries = world.client.log?.entries ?? [];
  const first = entries[0]?.n ?? 1;
  const stored = world.log.slice(first - 1, first - 1 + entries.length);
  const place = ({ n, kind }: Entry) => ({ n, kind });
  expect(entries.map(place)).toEqual(stored.map(place));
  for (const deletion of entries) {
    if (deletion.kind !== "deleted") continue;
    const message = entries.find(({ n }) => n === deletion.of);
    if (message !== undefined) expect(message).toMatchObject({ text: "", deleted: true });
  }
  const ids = new Set(entries.flatMap((entry) => (entry.kind === "message" ? [entry.id] : [])));
  expect(world.client.sends.filter(({ id }) => ids.has(id))).toEqual([]);
}

describe("V-08 V-09 acks, frames, changes, resumes and older pages in any order", () => {
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

  it("end with everything as it was said and changed, and everything typed stored once, in the order typed", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 10, maxLength: 150, size: "max" }), (steps) => {
        const world = new World();
        for (const take of steps) take(world);
        world.settle();
        expect(world.client.log?.entries).toEqual(world.log);
        expect(world.client.sends).toEqual([]);
        expect(withWanted(world.client.log?.entries ?? [], world.client.changes)).toEqual(world.log);
        const own = world.log.flatMap((entry) => (entry.kind === "message" && entry.by !== other ? [entry.id] : []));
        expect(own).toEqual(world.typed.map((_, number) => messageId(number)));
      }),
      { numRuns: 600 },
    );
  });
});
