import { accountFaults } from "./account-faults.ts";
import { conversationFaults } from "./conversation-faults.ts";
import type { Fault } from "./fault.ts";

/** Every bug that is planted. */
export const faults: readonly Fault[] = [...conversationFaults, ...accountFaults];
