/** Asks for one; what is asked while others are being answered shares the next question. */
export type Gathered<Asked, Answer> = (asked: Asked) => Promise<Answer>;

const MOST_TOGETHER = 256;
/** An answer that takes longer than this holds up only what was asked with it. */
const SLOW_MS = 5;

/**
 * Many connections at once ask the same things: they are asked together, a lone one at the end of this turn of the event loop. Answers
 * stand in the order asked.
 */
export function gather<Asked, Answer>(
  answerAll: (asked: readonly Asked[]) => Promise<readonly Answer[]>,
): Gathered<Asked, Answer> {
  const waiting: { asked: Asked; resolve(answer: Answer): void; reject(error: unknown): void }[] = [];
  let busy = false;

  async function answerWaiting(): Promise<void> {
    const together = waiting.splice(0, MOST_TOGETHER);
    let held = true;
    const letGo = () => {
      if (held) goOn();
      held = false;
    };
    const slow = setTimeout(letGo, SLOW_MS);
    try {
      const answers = await answerAll(together.map(({ asked }) => asked));
      together.forEach(({ resolve }, index) => void resolve(answers[index] as Answer));
    } catch (error) {
      for (const { reject } of together) reject(error);
    }
    clearTimeout(slow);
    letGo();
  }

  function goOn(): void {
    busy = waiting.length > 0;
    if (busy) setImmediate(() => void answerWaiting());
  }

  return (asked) =>
    new Promise((resolve, reject) => {
      waiting.push({ asked, resolve, reject });
      if (!busy) goOn();
    });
}
