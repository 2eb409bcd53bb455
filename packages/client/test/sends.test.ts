import { describe, expect, it } from "vitest";
import {
  beginSend,
  discardSend,
  enqueue,
  interruptSends,
  nextToSend,
  presentSends,
  refuseSend,
  retrySend,
  type SendQueue,
  settleSend,
  wakeSends,
} from "../src/sends.ts";
import { messageId } from "./made.ts";

const queueOf = (count: number): SendQueue =>
  Array.from({ length: count }, (_, at) => ({ id: messageId(at), text: `text ${at}`, madeAt: at })).reduce(
    enqueue,
    [] as SendQueue,
  );
const first = messageId(0);
const second = messageId(1);

describe("V-09 sending", () => {
  it("moves one message at a time, in the order in which they were written", () => {
    const queue = beginSend(queueOf(2), first);
    expect(nextToSend(queue)).toBeNull();
    expect(nextToSend(settleSend(queue, first))?.id).toBe(second);
  });

  it("sends again under the same id when the answer did not come", () => {
    const again = nextToSend(interruptSends(beginSend(queueOf(1), first)));
    expect(again).toMatchObject({ id: first, attempts: 1 });
  });

  it.each(["unavailable", "too-many-requests", "not-yet"] as const)(
    "rests after %s and goes again by itself",
    (code) => {
      const resting = refuseSend(beginSend(queueOf(2), first), first, code);
      expect(nextToSend(resting)).toBeNull();
      expect(presentSends(resting, true).map(({ state }) => state)).toEqual(["waiting", "waiting"]);
      expect(nextToSend(wakeSends(resting))?.id).toBe(first);
    },
  );

  it.each(["conversation-closed", "not-found", "invalid-input"] as const)(
    "fails at %s and holds back those behind",
    (code) => {
      const failed = refuseSend(beginSend(queueOf(2), first), first, code);
      expect(nextToSend(failed)).toBeNull();
      expect(nextToSend(wakeSends(interruptSends(failed)))).toBeNull();
      expect(presentSends(failed, true)).toMatchObject([{ state: "failed", error: code }, { state: "waiting" }]);
      expect(nextToSend(retrySend(failed, first))?.id).toBe(first);
      expect(nextToSend(discardSend(failed, first))?.id).toBe(second);
    },
  );

  it("gives up on a message that the server stumbles over every time", () => {
    let queue = queueOf(1);
    for (let tries = 0; tries < 8; tries++) queue = refuseSend(beginSend(wakeSends(queue), first), first, "internal");
    expect(queue[0]?.state).toBe("failed");
  });

  it("keeps a message that is on its way from being discarded", () => {
    expect(discardSend(beginSend(queueOf(1), first), first)).toHaveLength(1);
  });

  it("says waiting while there is no connection", () => {
    expect(presentSends(queueOf(1), false)).toMatchObject([{ state: "waiting" }]);
    expect(presentSends(queueOf(1), true)).toMatchObject([{ state: "sending" }]);
  });
});

describe("V-08 a reply and files", () => {
  it("stand with a message while it waits", () => {
    const made = { id: first, text: "", madeAt: 1, re: 4, files: [] };
    expect(presentSends(enqueue([], made), true)).toEqual([{ ...made, state: "sending" }]);
  });
});
