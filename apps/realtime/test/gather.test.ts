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
  test("a lone question waits for nothing; those that come meanwhile share the next, each with its own answer", async () => {
    const { ask, asked, answers } = createAnswerer();
    const answered = Promise.all(["a", "b", "c", "d"].map(ask));
    expect(asked).toEqual([["a"], ["b"]]);
    answers[0]?.give();
    await expect.poll(() => asked).toEqual([["a"], ["b"], ["c", "d"]]);
    for (const answer of answers) answer.give();
    expect(await answered).toEqual(["a!", "b!", "c!", "d!"]);
  });

  test("a failure reaches those who shared the question, and nobody after them", async () => {
    const { ask, asked, answers } = createAnswerer();
    const failed = expect(ask("a")).rejects.toThrow("away");
    answers[0]?.fail();
    await failed;
    const later = ask("b");
    await expect.poll(() => asked).toEqual([["a"], ["b"]]);
    answers[1]?.give();
    expect(await later).toBe("b!");
  });
});
