import { loadWords } from "../../../../words/i18n.ts";

/** Together with the words: nothing that is done to a conversation works without a connection, so nothing of it comes before it is needed. */
export const withWords =
  <Part>(load: () => Promise<Part>) =>
  async (): Promise<Part> => {
    const [part] = await Promise.all([load(), loadWords("conversation-acts")]);
    return part;
  };

export const loadAdd = withWords(async () => (await import("./add-person.tsx")).AddDialog);
export const loadPropose = withWords(async () => (await import("./propose.tsx")).ProposeDialog);
export const loadTopic = withWords(async () => (await import("./change-topic.tsx")).TopicDialog);
export const loadHandOver = withWords(async () => (await import("./hand-over.tsx")).HandOverDialog);
export const loadShowName = withWords(async () => (await import("./show-name.tsx")).ShowNameDialog);
export const loadLeave = withWords(async () => (await import("./leave.tsx")).LeaveDialog);

/** Before somebody presses, so that pressing opens at once. What can't come now is asked for again then. */
export function prepareActs(): void {
  for (const load of [loadAdd, loadPropose, loadTopic, loadHandOver, loadShowName, loadLeave])
    load().catch(() => undefined);
}
