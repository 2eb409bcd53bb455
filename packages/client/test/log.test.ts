import { describe, expect, it } from "vitest";
import { countUnread, fill, isBehind, prepend, readArrived, receive, startLog } from "../src/log.ts";
import { arrived, me, message, messageId, other } from "./made.ts";

const numbers = (log: { entries: readonly { n: number }[] }) => log.entries.map(({ n }) => n);
const from3 = startLog(
  [3, 4].map((n) => arrived(message(n))),
  true,
);

describe("V-09 the log of a conversation", () => {
  it("takes the next entry and knows one that it has", () => {
    const log = receive(from3, arrived(message(5)));
    expect(numbers(log)).toEqual([3, 4, 5]);
    expect(receive(log, arrived(message(5)))).toBe(log);
    expect(receive(log, arrived(message(4)))).toBe(log);
  });

  it("holds an entry that came too early until what lies between is there", () => {
    const gapped = receive(receive(from3, arrived(message(7))), arrived(message(6)));
    expect(numbers(gapped)).toEqual([3, 4]);
    expect(isBehind(gapped)).toBe(true);
    const whole = receive(gapped, arrived(message(5)));
    expect(numbers(whole)).toEqual([3, 4, 5, 6, 7]);
    expect(isBehind(whole)).toBe(false);
    expect(whole.held.size).toBe(0);
  });

  it("fills a gap from a resume and then shows what it held", () => {
    const gapped = receive(from3, arrived(message(7)));
    expect(
      numbers(
        fill(
          gapped,
          4,
          [5, 6].map((n) => arrived(message(n))),
        ),
      ),
    ).toEqual([3, 4, 5, 6, 7]);
  });

  it("skips numbers that a resume leaves out, for they are not the viewer's", () => {
    const log = fill(from3, 4, [arrived(message(9))]);
    expect(numbers(log)).toEqual([3, 4, 9]);
    expect(numbers(receive(log, arrived(message(10))))).toEqual([3, 4, 9, 10]);
  });

  it("ignores an answer to a question that it never asked", () => {
    expect(fill(from3, 8, [arrived(message(9))])).toBe(from3);
  });

  it("puts older pages in front, once", () => {
    const page = [1, 2, 3].map((n) => arrived(message(n)));
    const log = prepend(from3, page, false);
    expect(numbers(log)).toEqual([1, 2, 3, 4]);
    expect(numbers(prepend(log, page, false))).toEqual([1, 2, 3, 4]);
    expect(log.hasOlder).toBe(false);
  });

  it("gives an entry of one's own its id when the id comes later", () => {
    const log = receive(from3, arrived(message(5, me)));
    const known = receive(log, arrived(message(5, me, messageId(1))));
    expect(known.entries.at(-1)).toEqual(message(5, me, messageId(1)));
  });

  it("gives a kind that it does not know its number and shows nothing", () => {
    const strange = readArrived({ n: 5, at: 5000, kind: "poll", question: "?" });
    expect(strange).toEqual({ n: 5, entry: null });
    const log = receive(receive(from3, strange ?? arrived(message(5))), arrived(message(6)));
    expect(numbers(log)).toEqual([3, 4, 6]);
    expect(readArrived({ text: "no number" })).toBeNull();
  });

  it("counts what is unread as far back as it reaches, and says when it can't", () => {
    const log = [message(5, me), message(6), message(7)].map(arrived).reduce(receive, from3);
    const isMe = (by: string) => by === me;
    expect(countUnread(log, 4, isMe)).toBe(2);
    expect(countUnread(log, 7, isMe)).toBe(0);
    expect(countUnread(log, 1, isMe)).toBeNull();
    expect(countUnread(prepend(log, [arrived(message(2, other))], false), 1, isMe)).toBe(5);
  });
});
