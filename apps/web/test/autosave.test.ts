import { Refused } from "@kring/domain/contract";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createAutosave } from "../src/features/own/model/autosave.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Saves that are answered by hand. */
function started() {
  const sent: string[] = [];
  const answers: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const autosave = createAutosave<string>({
    save: (value) => {
      sent.push(value);
      return new Promise((resolve, reject) => answers.push({ resolve, reject }));
    },
    quietMs: 800,
    againMs: 5000,
    now: () => 7,
  });
  const answer = async (error?: Error) => {
    const next = answers.shift();
    if (error === undefined) next?.resolve();
    else next?.reject(error);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { autosave, sent, answer };
}

describe("answers in a tool are saved while they are typed", () => {
  it("after a moment of quiet, the latest only", async () => {
    const { autosave, sent, answer } = started();
    for (const typed of ["m", "mo", "moe"]) autosave.change(typed);
    expect(autosave.getSnapshot()).toEqual({ is: "dirty" });
    await vi.advanceTimersByTimeAsync(800);
    expect(sent).toEqual(["moe"]);
    await answer();
    expect(autosave.getSnapshot()).toEqual({ is: "saved", at: 7 });
  });

  it("one save at a time: what is typed meanwhile follows, and isn't called saved before", async () => {
    const { autosave, sent, answer } = started();
    autosave.change("a");
    await vi.advanceTimersByTimeAsync(800);
    autosave.change("ab");
    await vi.advanceTimersByTimeAsync(3000);
    expect(sent).toEqual(["a"]);
    await answer();
    expect(autosave.getSnapshot()).toEqual({ is: "dirty" });
    await vi.advanceTimersByTimeAsync(800);
    expect(sent).toEqual(["a", "ab"]);
    await answer();
    expect(autosave.getSnapshot()).toEqual({ is: "saved", at: 7 });
  });

  it("without a connection it says so and tries again until it got through, with the latest", async () => {
    const { autosave, sent, answer } = started();
    autosave.change("a");
    await vi.advanceTimersByTimeAsync(800);
    await answer(new Refused("unavailable"));
    expect(autosave.getSnapshot()).toEqual({ is: "offline" });
    await vi.advanceTimersByTimeAsync(5000);
    expect(sent).toEqual(["a", "a"]);
    autosave.change("ab");
    await answer(new Refused("unavailable"));
    await vi.advanceTimersByTimeAsync(5000);
    expect(sent.at(-1)).toBe("ab");
    await answer();
    expect(autosave.getSnapshot()).toEqual({ is: "saved", at: 7 });
  });

  it("the connection is back: at once", async () => {
    const { autosave, sent, answer } = started();
    autosave.change("a");
    await vi.advanceTimersByTimeAsync(800);
    await answer(new Refused("unavailable"));
    autosave.flush();
    expect(sent).toEqual(["a", "a"]);
  });

  it("a refusal that waiting doesn't mend is said and not repeated", async () => {
    const { autosave, sent, answer } = started();
    autosave.change("a");
    await vi.advanceTimersByTimeAsync(800);
    await answer(new Refused("waits-for-feedback"));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(autosave.getSnapshot()).toEqual({ is: "refused", code: "waits-for-feedback" });
    expect(sent).toEqual(["a"]);
  });

  it("closing the page waits for what is under way and lets nothing follow", async () => {
    const { autosave, sent, answer } = started();
    autosave.change("a");
    await vi.advanceTimersByTimeAsync(800);
    autosave.change("ab");
    let settled = false;
    const closing = autosave.settle().then(() => {
      settled = true;
    });
    await vi.advanceTimersByTimeAsync(0);
    expect(settled).toBe(false);
    await answer();
    await closing;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toEqual(["a"]);
  });
});
