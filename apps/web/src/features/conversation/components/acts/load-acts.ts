import { loadWords } from "../../../../words/i18n.ts";

/** What is done to a conversation, and the words for it: none of it works without a connection, so none comes before it is needed. */
export async function loadActs() {
  const [acts] = await Promise.all([import("./acts.ts"), loadWords("conversation-acts")]);
  return acts;
}

export type Acts = Awaited<ReturnType<typeof loadActs>>;
