import { type ConversationsEvent, LinkId } from "@kring/domain/contract";
import type { Deps } from "../deps.ts";
import { tellViewChanged } from "../live/index.ts";
import { appendLine } from "../log/index.ts";
import { type NotifyChange, notify, tellMissed, tellUnread } from "../notification/index.ts";
import {
  askApplicationManagers,
  askProfessionals,
  endAccessTasks,
  findApplicationManagers,
  findLinkForLog,
} from "./access-tasks-store.ts";

type TellDeps = Pick<Deps, "jobs" | "nats">;
type Fact<Type extends ConversationsEvent["type"]> = Extract<ConversationsEvent, { type: Type }>["payload"];
type Teller<Type extends ConversationsEvent["type"]> = (
  deps: TellDeps,
  change: NotifyChange,
  fact: Fact<Type>,
) => Promise<void>;

const pageOf = (conversationId: string) => `/conversations/${conversationId}` as const;
const ABOUT_ME = "/conversations/about-me";
const ESCALATED = "/access-requests";

/** What each fact of the conversations service means here: inbox, tasks and log, in the transaction that takes the fact. */
const tellers: { [Type in ConversationsEvent["type"]]: Teller<Type> } = {
  "participant-joined.v1": async (deps, change, { conversationId, accountId, byOwnAct }) => {
    if (!byOwnAct) await notify(deps, change, "conversation-joined", accountId, pageOf(conversationId));
  },

  "participant-left.v1": async () => {},

  "conversation-started.v1": (_deps, { executor }, { accountId, clientId }) =>
    appendLine(executor, {
      actor: { accountId, role: "therapist" },
      action: "started-conversation",
      clientId,
      ground: "conversation",
    }),

  "access-requested.v1": async (deps, change, fact) => {
    const { executor } = change;
    const actor = { accountId: fact.clientId, role: "client" };
    await appendLine(executor, { actor, action: "requested-access", clientId: fact.clientId, ground: "conversation" });
    const asked = await askProfessionals(executor, fact);
    for (const id of asked) await notify(deps, change, "access-requested", id, pageOf(fact.conversationId));
    change.afterCommit(() => tellViewChanged(deps.nats, asked));
  },

  "access-escalated.v1": async (deps, change, { requestId, clientId }) => {
    const { executor } = change;
    await appendLine(executor, { actor: null, action: "escalated-access", clientId, ground: "conversation" });
    const relieved = await endAccessTasks(executor, requestId, { all: false });
    await askApplicationManagers(executor, { requestId, clientId });
    const managers = await findApplicationManagers(executor);
    for (const id of managers) await notify(deps, change, "access-escalated", id, ESCALATED);
    change.afterCommit(() => tellViewChanged(deps.nats, [...relieved, ...managers]));
  },

  "access-answered.v1": async (deps, change, { requestId, conversationId, clientId, accountId, by, answer }) => {
    const { executor } = change;
    const granted = answer === "granted";
    await appendLine(executor, {
      actor: { accountId, role: by === "professional" ? "therapist" : "application-manager" },
      action: granted ? "granted-access" : by === "professional" ? "declined-access" : "recorded-access-ground",
      clientId,
      ground: "conversation",
    });
    const relieved = await endAccessTasks(executor, requestId, { all: granted || by === "application-manager" });
    const kind = granted ? "access-granted" : "access-declined";
    await notify(deps, change, kind, clientId, granted ? pageOf(conversationId) : ABOUT_ME);
    const managers = await findApplicationManagers(executor);
    change.afterCommit(() => tellViewChanged(deps.nats, [clientId, ...relieved, ...managers]));
  },

  "access-closed.v1": async (deps, change, { requestId, clientId }) => {
    const { executor } = change;
    const relieved = await endAccessTasks(executor, requestId, { all: true });
    const managers = await findApplicationManagers(executor);
    change.afterCommit(() => tellViewChanged(deps.nats, [clientId, ...relieved, ...managers]));
  },

  "message-deleted.v1": async (_deps, { executor }, { accountId, clientId }) => {
    const actor = { accountId, role: "therapist" };
    await appendLine(executor, { actor, action: "deleted-message", clientId, ground: "conversation" });
  },

  "name-shown.v1": async (_deps, { executor }, { accountId, linkId, clientId }) => {
    const link = await findLinkForLog(executor, linkId);
    const actor = { accountId, role: "related-person" };
    const details = link ? { link: { id: LinkId.parse(linkId), ...link } } : {};
    await appendLine(executor, { actor, action: "showed-own-name", clientId, ground: "conversation", details });
  },

  "participant-proposed.v1": (deps, change, { conversationId, managerId }) =>
    notify(deps, change, "participant-proposed", managerId, pageOf(conversationId)),

  "messages-unread.v1": (deps, change, { accountId, conversationIds }) =>
    tellUnread(deps, change, { accountId, conversationIds }),

  "messages-missed.v1": (deps, change, { accountId, conversationIds }) =>
    tellMissed(deps, change, { accountId, conversationIds }),
};

/** Takes one fact, in the transaction of its feed's position. */
export const tellOfConversation = (
  deps: TellDeps,
  change: NotifyChange,
  { type, payload }: ConversationsEvent,
): Promise<void> => (tellers[type] as Teller<typeof type>)(deps, change, payload as never);
