import { describe, expect, test } from "vitest";
import { gather } from "../src/gather.ts";

/** Answers nobody until told to. */
function createAnswerer() {
  const asked: string[][] = [];
  const answers: { give(): void; fail(): void }[] = [];
  const ask = gather<string, string>((questions) => {
    asked.push([...questions]);
    return new Promise((resolve, reject) => {
      answers.push({
        give: () => resolve(questions.map((question) => `${question}!`)),
        fail: () => reject(new Error("away")),
      });
    });
  });
  return { ask, asked, answers };
}

describe("What many connections ask at once", () => {
  test("those asked in one turn of the event loop, or while others are answered, share a question, each with its own answer", async () => {
    const { ask, asked, answers } = createAnswerer();
    const first = Promise.all(["a", "b"].map(ask));
    await expect.poll(() => asked).toEqual([["a", "b"]]);
    const second = Promise.all(["c", "d"].map(ask));
    answers[0]?.give();
    await expect
      .poll(() => asked)
      .toEqual([
        ["a", "b"],
        ["c", "d"],
      ]);
    answers[1]?.give();
    expect(await first).toEqual(["a!", "b!"]);
    expect(await second).toEqual(["c!", "d!"]);
  });

  test("a slow answer does not hold up what is asked after it", async () => {
    const { ask, asked, answers } = createAnswerer();
    const slow = ask("a");
    await expect.poll(() => asked).toEqual([["a"]]);
    const quick = ask("b");
    await expect.poll(() => asked).toEqual([["a"], ["b"]]);
    answers[1]?.give();
    expect(await quick).toBe("b!");
    answers[0]?.give();
    expect(await slow).toBe("a!");
  });

  test("a failure reaches those who shared the question, and nobody after them", async () => {
    const { ask, asked, answers } = createAnswerer();
    const failed = expect(ask("a")).rejects.toThrow("away");
    await expect.poll(() => asked).toEqual([["a"]]);
    answers[0]?.fail();
    await failed;
    const later = ask("b");
    await expect.poll(() => asked).toEqual([["a"], ["b"]]);
    answers[1]?.give();
    expect(await later).toBe("b!");
  });
});
