/** V-02, V-05, V-06, V-07: what somebody can do in a conversation, from where they and it stand. */
import type { AccountKind, ConversationView } from "../contract/index.ts";

/** Where a conversation stands, as far as somebody's own acts in it depend on that. */
export interface ConversationStanding {
  kind: AccountKind;
  /** Takes part now; false for who left and still reads what was said. */
  takesPart: boolean;
  manages: boolean;
  /** Whether anybody manages it. */
  hasManager: boolean;
  /** Who else takes part now. */
  others: number;
  closed: boolean;
  /** Showed their name here already. */
  showsName: boolean;
}

/** Writing, and changing what one wrote. */
export const maySend = ({ takesPart, closed }: ConversationStanding): boolean => takesPart && !closed;

/** V-02, V-06: the manager adds people, hands over and gives it a topic. */
export const mayManage = ({ takesPart, manages, closed }: ConversationStanding): boolean =>
  takesPart && manages && !closed;

/** V-06: there has to be somebody to hand over to. */
export const mayHandOver = (standing: ConversationStanding): boolean => mayManage(standing) && standing.others > 0;

/** V-02: a related person who isn't manager proposes to the manager. */
export const mayPropose = ({ kind, takesPart, manages, hasManager, closed }: ConversationStanding): boolean =>
  kind === "related-person" && takesPart && !manages && hasManager && !closed;

/** V-07: a manager hands over before leaving, while that can be done and somebody stays. */
export const mayLeave = (standing: ConversationStanding): boolean => standing.takesPart && !mayHandOver(standing);

/** V-03: once, in one conversation, by an act of their own. */
export const mayShowName = ({ kind, takesPart, closed, showsName }: ConversationStanding): boolean =>
  kind === "related-person" && takesPart && !closed && !showsName;

/** V-05: a professional in it answers, also where it is closed. */
export const mayAnswerAccess = ({ kind, takesPart }: ConversationStanding): boolean =>
  kind === "professional" && takesPart;

/** Everything that the viewer can do here, by the rules above; `accessRequested` where a client's request waits for a professional. */
export const conversationAbilities = (
  standing: ConversationStanding,
  accessRequested: boolean,
): ConversationView["can"] => ({
  send: maySend(standing),
  add: mayManage(standing),
  propose: mayPropose(standing),
  handOver: mayHandOver(standing),
  leave: mayLeave(standing),
  changeTopic: mayManage(standing),
  showName: mayShowName(standing),
  answerAccess: mayAnswerAccess(standing) && accessRequested,
});
