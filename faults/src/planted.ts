import type { Edit } from "@kring/testing";
import type { Kind } from "./sequence.ts";

/** A bug that is planted on purpose: a short run with faults that bring it out has to find it, or its zeros mean nothing. */
export interface PlantedBug {
  name: string;
  edits: readonly Edit[];
  only: readonly Kind[];
  count: number;
}

const GATEWAY = "apps/realtime/src/gateway.ts";
const DELIVERY = "apps/realtime/src/delivery/delivery.ts";
const CHANNEL = "apps/realtime/src/delivery/channel.ts";
const SEQUENCE = "apps/realtime/src/delivery/sequence.ts";
const COMPARISON = "apps/realtime/src/delivery/compare-heads.ts";
const SEND_QUEUE = "apps/realtime/src/message/send-queue.ts";
const BATCH = "apps/realtime/src/message/batch.store.ts";
const ENTRIES = "apps/realtime/src/entry/entry.store.ts";
const CLIENT = "packages/client/src/client.ts";
const STATE = "packages/client/src/conversation-state.ts";
const SENDS = "packages/client/src/sends.ts";

const noComparison: Edit = {
  file: COMPARISON,
  find: "      if (channel.applied < head) await channel.catchUp();\n",
  replace: "      void head;\n",
};

export const plantedBugs: readonly PlantedBug[] = [
  {
    name: "a message is acknowledged before its commit",
    edits: [
      {
        file: GATEWAY,
        find: "sendBatch: (items) => sendBatch(sendPool, items),",
        replace: `sendBatch: async (items) => {
      const client = await sendPool.connect();
      client.on("error", () => {});
      await client.query("BEGIN");
      const results = await sendBatch(client, items);
      void sleep(120).then(() => client.query("COMMIT")).then(() => client.release(), () => client.release(true));
      return results;
    },`,
      },
    ],
    only: ["Postgres killed"],
    count: 8,
  },
  {
    name: "one publish in seven is dropped, and heads are not compared",
    edits: [
      noComparison,
      {
        file: DELIVERY,
        find: '      publish(c, { v: 1, type: "entry", e, ...(id === undefined ? {} : { id }) });',
        replace: '      if (e.n % 7 > 0) publish(c, { v: 1, type: "entry", e, ...(id === undefined ? {} : { id }) });',
      },
    ],
    only: ["network cut"],
    count: 6,
  },
  {
    name: "heads are never compared",
    edits: [noComparison],
    only: ["NATS away"],
    count: 4,
  },
  {
    name: "a number is told twice",
    edits: [
      {
        file: SEND_QUEUE,
        find: "const stored = { n: result.seq, at: result.at };",
        replace: "const stored = { n: result.seq - (result.seq % 3 === 0 ? 1 : 0), at: result.at };",
      },
    ],
    only: ["network slow"],
    count: 4,
  },
  {
    name: "who was removed stays in the room",
    edits: [{ file: CHANNEL, find: "    outlet.leave(c, handle);\n", replace: "" }],
    only: ["network slow", "relays killed"],
    count: 6,
  },
  {
    name: "a message that is sent again is stored again",
    edits: [
      {
        file: BATCH,
        find: 'toArray(items, (item) => ("id" in item ? item.id : undefined)),',
        replace: 'toArray(items, (item) => (item.kind === "message" ? crypto.randomUUID() : undefined)),',
      },
    ],
    only: ["network half open", "network repeats"],
    count: 4,
  },
  {
    name: "a change that is sent again is stored again",
    edits: [
      {
        file: BATCH,
        find: 'toArray(items, (item) => ("id" in item ? item.id : undefined)),',
        replace: 'toArray(items, (item) => (item.kind === "message" ? item.id : undefined)),',
      },
    ],
    only: ["network half open", "network repeats"],
    count: 4,
  },
  {
    name: "a message that is sent again shows beside itself",
    edits: [
      {
        file: STATE,
        find: 'arrived.reduce((left, { entry }) => (entry?.kind === "message" ? settleSend(left, entry.id) : left), sends);',
        replace: "arrived.reduce((left) => left, sends);",
      },
    ],
    only: ["network half open", "gateway killed"],
    count: 6,
  },
  {
    name: "a message under way is forgotten when the connection goes",
    edits: [
      {
        file: SENDS,
        find: '? queue.map((send) => (send.state === "sending" ? { ...send, state: "queued" } : send))\n    : queue;\n\n/** It was refused',
        replace: '? queue.filter((send) => send.state !== "sending")\n    : queue;\n\n/** It was refused',
      },
    ],
    only: ["Postgres stopped for a while", "network half open"],
    count: 6,
  },
  {
    name: "entries are applied as they come",
    edits: [
      {
        file: SEQUENCE,
        find: "    accept: (entry) => {\n      hold(entry);\n      drain();\n    },",
        replace:
          "    accept: (entry) => {\n      applied = Math.max(applied ?? 0, entry.e.n);\n      apply(entry);\n    },",
      },
    ],
    only: ["network slow", "gateway stopped for a while"],
    count: 6,
  },
  {
    name: "a device asks for what comes after one too many",
    edits: [
      {
        file: CLIENT,
        find: "      conversations: asked,\n",
        replace: "      conversations: asked.map(({ c, n }) => ({ c, n: n + 1 })),\n",
      },
    ],
    only: ["network cut", "gateway killed"],
    count: 4,
  },
  {
    name: "catching up leaves edits out",
    edits: [
      {
        file: ENTRIES,
        find: "e.seq > asked.n ORDER BY e.seq LIMIT $4) own",
        replace: "e.seq > asked.n AND e.kind <> 'edited' ORDER BY e.seq LIMIT $4) own",
      },
    ],
    only: ["network half open", "gateway stopped for a while"],
    count: 8,
  },
  {
    name: "a gateway that stops answers for what it did not store",
    edits: [
      {
        file: SEND_QUEUE,
        find: "    else for (const item of batch) item.reject(results.error);",
        replace: "    else for (const item of batch) item.resolve({ n: 1, at: 1 });",
      },
    ],
    only: ["Postgres killed", "Postgres restarted", "Postgres stopped for a while"],
    count: 6,
  },
];
