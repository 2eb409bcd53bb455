import type { ConversationId } from "@kring/domain/contract";
import { createContext, useContext } from "react";

export interface JumpTarget {
  conversation: ConversationId;
  n: number;
}

export interface Jump {
  /** Where somebody wants to be; another object each time, also for the same message. */
  target: JumpTarget | null;
  /** Goes to a message, in another conversation too. */
  to: (conversation: ConversationId, n: number) => void;
}

/** Going to one message in the history: from an answer to what it answers, from what was found to where it stands. */
export const JumpContext = createContext<Jump>({ target: null, to: () => {} });

export const useJump = (): Jump => useContext(JumpContext);
