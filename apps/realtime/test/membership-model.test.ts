import {
  addParticipant,
  type ConversationId,
  leaveConversation,
  listConversations,
  type Partner,
  readConversation,
  readEntries,
  startConversation,
} from "@kring/domain/contract";
import { demoLinks } from "@kring/domain/demo";
import { describe, expect, test } from "vitest";
import { sendBatch } from "../src/message/index.ts";
import { bodyOf, callsOf } from "./support/calls.ts";
import { idOf, linkOf } from "./support/cast.ts";
import { newMessageId } from "./support/device.ts";
import { type Stage, startStage } from "./support/stage.ts";

const PEOPLE = ["sanne", "daan", "fatima"] as const;
type Person = (typeof PEOPLE)[number];
type Step = { act: "add" | "leave" | "say" | "tie ends" | "tie comes"; who: Person };

const partners: Record<Person, Partner> = {
  sanne: { account: idOf("sanne") },
  daan: { account: idOf("daan") },
  fatima: { link: demoLinks.fatima.linkId },
};

/** What everybody may read, kept by hand. Emma manages it and stays. */
class Model {
  head = 0;
  closed = false;
  tied = new Set<Person>(PEOPLE);
  parts = new Map<Person, { from: number; to: number | null }[]>(PEOPLE.map((name) => [name, []]));

  isIn = (who: Person): boolean => this.partsOf(who).at(-1)?.to === null;
  readable = (who: Person): number[] =>
    this.partsOf(who).flatMap(({ from, to }) => {
      const last = to ?? this.head;
      return Array.from({ length: Math.max(0, last - from + 1) }, (_, index) => from + index);
    });

  take({ act, who }: Step): void {
    if (act === "tie comes") this.tied.add(who);
    if (act === "say" && this.isIn(who) && !this.closed) this.head += 1;
    if (act === "add" && this.tied.has(who) && !this.isIn(who) && !this.closed) {
      this.head += 1;
      this.partsOf(who).push({ from: this.head, to: null });
    }
    if (act === "leave" && this.isIn(who)) this.end(who);
    if (act === "tie ends" && this.tied.delete(who)) {
      if (this.isIn(who)) this.end(who);
      this.parts.set(who, []);
    }
  }

  private partsOf = (who: Person) => this.parts.get(who) ?? [];

  private end(who: Person): void {
    this.head += 1;
    const part = this.partsOf(who).at(-1);
    if (part) part.to = this.head;
    if (!this.closed && !PEOPLE.some(this.isIn)) {
      this.closed = true;
      this.head += 1;
    }
  }
}

async function endTie(stage: Stage, who: Person): Promise<void> {
  const { accounts } = stage;
  await stage.applied(
    who === "fatima"
      ? await accounts.putLink(linkOf("fatima", { active: false }))
      : await accounts.endRelation(idOf(who), idOf("emma")),
  );
}

async function makeTie(stage: Stage, who: Person): Promise<void> {
  const { accounts } = stage;
  await stage.applied(
    who === "fatima" ? await accounts.putLink(linkOf("fatima")) : await accounts.relate(idOf(who), idOf("emma")),
  );
}

describe("V-02 V-06 V-07 membership is intervals", () => {
  test("whatever people do, each reads what a model of it says, in every way of reading", {
    timeout: 240_000,
  }, async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    const call = callsOf(stage, gateway);

    async function perform(c: ConversationId, { act, who }: Step): Promise<void> {
      const on = { params: { conversationId: c } };
      if (act === "add") await call("emma", addParticipant, { ...on, body: { partner: partners[who] } });
      else if (act === "leave") await call(who, leaveConversation, on);
      else if (act === "tie ends") await endTie(stage, who);
      else if (act === "tie comes") await makeTie(stage, who);
      else {
        await sendBatch(stage.pool, [{ kind: "message", c, account: idOf(who), id: newMessageId(), text: "Hoi" }]);
      }
    }

    async function compare(c: ConversationId, model: Model, run: string): Promise<void> {
      for (const who of PEOPLE) {
        const wanted = model.readable(who);
        const listed = bodyOf(await call(who, listConversations)).conversations.find(({ id }) => id === c);
        const page = await call(who, readEntries, { params: { conversationId: c }, query: { limit: "100" } });
        const reads = (model.parts.get(who) ?? []).length > 0;
        expect([listed !== undefined, page.ok], run + who).toEqual([reads, reads]);
        if (!listed || !page.ok) continue;
        expect(
          page.body.entries.map(({ n }) => n),
          run + who,
        ).toEqual(wanted);
        const view = bodyOf(await call(who, readConversation, { params: { conversationId: c } })).conversation;
        expect([view.head, view.readsFrom, view.left], run + who).toEqual([
          wanted.at(-1) ?? 0,
          wanted[0] ?? view.readsFrom,
          !model.isIn(who),
        ]);
        expect(view.last?.n ?? 0, run + who).toBe(view.head);
      }
      const emma = bodyOf(await call("emma", readConversation, { params: { conversationId: c } })).conversation;
      expect([emma.head, emma.closed], run).toEqual([model.head, model.closed]);
    }

    for (let seed = 1; seed <= 8; seed += 1) {
      for (const who of PEOPLE) await makeTie(stage, who);
      const c = bodyOf(
        await call("emma", startConversation, { body: { partners: [partners.sanne, partners.daan], topic: null } }),
      ).conversation.id;
      const model = new Model();
      for (const who of ["sanne", "daan"] as const) model.parts.set(who, [{ from: 1, to: null }]);
      const steps = stepsOf(seed);
      for (const step of steps) {
        await perform(c, step);
        model.take(step);
      }
      await compare(c, model, `seed ${seed}: ${steps.map(({ act, who }) => `${who} ${act}`).join(", ")}; `);
    }
  });
});

/** Ten steps, always the same for a seed. */
function stepsOf(seed: number): Step[] {
  let state = seed;
  const pick = <Item>(items: readonly [Item, ...Item[]]): Item => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return items[(state >>> 16) % items.length] ?? items[0];
  };
  return Array.from({ length: 10 }, () => ({
    act: pick(["add", "add", "leave", "leave", "say", "say", "tie ends", "tie comes"] as const),
    who: pick(PEOPLE),
  }));
}
