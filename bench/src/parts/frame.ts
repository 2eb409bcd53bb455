import type { Part } from "../bench.ts";
import { inventCrowd, invite } from "../crowd.ts";
import { MARK_LENGTH } from "../load/wire.ts";

const TEXT_BYTES = 300;
/** Deep in a long conversation, where numbers are long. */
const BEFORE = 999_999;

/** A message as it reaches somebody else, with the header of its WebSocket frame and without compression. */
export const frame: Part = {
  title: `A message of ${TEXT_BYTES} bytes of text on the wire`,
  run: async ({ stage, targets, load, report }) => {
    report.line("", "bytes");
    for (const target of [targets.one, targets.obvious]) {
      const [first] = inventCrowd(1, 1);
      if (!first) return;
      const people = await target.admit([first, invite(first.conversation, crypto.randomUUID())]);
      await stage.conversations.query("UPDATE conversation SET head = $1 WHERE id = $2", [BEFORE, first.conversation]);
      await load.tell("connect", { place: target.place, people, atOnce: 1 });
      const text = "x".repeat(TEXT_BYTES - MARK_LENGTH);
      const { frameBytes } = await load.tell("run", { pace: { inFlight: 1 }, seconds: 0.1, text });
      await load.tell("disconnect", null);
      const onWire = frameBytes + (frameBytes < 126 ? 2 : 4);
      report.line(target.name, String(onWire));
      if (target === targets.one)
        report.bar("bytes of a frame / of its text", { figure: onWire / TEXT_BYTES, atMost: 1.5 });
    }
  },
};
