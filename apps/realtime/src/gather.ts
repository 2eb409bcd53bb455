/** Asks for one; what is asked while others are being answered shares the next question. */
export type Gathered<Asked, Answer> = (asked: Asked) => Promise<Answer>;

const MOST_TOGETHER = 256;
/** So that a slow answer holds up no more than half of what is asked. */
const AT_ONCE = 2;

/** Many connections at once ask the same things: they are asked together, a lone one at once. Answers stand in the order asked. */
export function gather<Asked, Answer>(
  answerAll: (asked: readonly Asked[]) => Promise<readonly Answer[]>,
): Gathered<Asked, Answer> {
  const waiting: { asked: Asked; resolve(answer: Answer): void; reject(error: unknown): void }[] = [];
  let running = 0;

  async function answerWaiting(): Promise<void> {
    running += 1;
    while (waiting.length > 0) {
      const together = waiting.splice(0, MOST_TOGETHER);
      try {
        const answers = await answerAll(together.map(({ asked }) => asked));
        together.forEach(({ resolve }, index) => void resolve(answers[index] as Answer));
      } catch (error) {
        for (const { reject } of together) reject(error);
      }
    }
    running -= 1;
  }

  return (asked) =>
    new Promise((resolve, reject) => {
      waiting.push({ asked, resolve, reject });
      if (running < AT_ONCE) void answerWaiting();
    });
}
