import {
  type AccountKind,
  type NotificationChannel,
  type NotificationChoice,
  type NotificationGroup,
  type NotificationKind,
  PushChoice,
  type Role,
} from "../contract/index.ts";

/** Who can get notifications of a kind; a professional by the roles that get it. */
interface Audience {
  group: NotificationGroup;
  to: readonly (AccountKind | Role)[];
}

const everybody = ["professional", "client", "related-person"] as const;

const audiences: Record<NotificationKind, Audience> = {
  "password-changed": { group: "security", to: everybody },
  "second-factor-changed": { group: "security", to: everybody },
  "email-changed": { group: "security", to: everybody },
  "roles-changed": { group: "security", to: ["professional"] },
  "relate-request": { group: "consent", to: ["client"] },
  "temporary-access-started": { group: "consent", to: ["client"] },
  "related-person-invited": { group: "consent", to: ["client"] },
  "link-invited": { group: "consent", to: ["related-person"] },
  "access-requested": { group: "consent", to: ["therapist"] },
  "access-escalated": { group: "consent", to: ["application-manager"] },
  "permission-disputed": { group: "consent", to: ["application-manager"] },
  "messages-unread": { group: "messages", to: everybody },
  "conversation-joined": { group: "conversations", to: everybody },
  "participant-proposed": { group: "conversations", to: everybody },
  "access-granted": { group: "conversations", to: ["client"] },
  "access-declined": { group: "conversations", to: ["client"] },
  "relation-made": { group: "relations", to: ["therapist", "client"] },
  "relation-ended": { group: "relations", to: ["therapist", "client"] },
  "relate-request-accepted": { group: "relations", to: ["therapist", "secretary"] },
  "relate-request-rejected": { group: "relations", to: ["therapist", "secretary"] },
  "relate-request-cancelled": { group: "relations", to: ["therapist", "secretary", "client"] },
  "link-accepted": { group: "relations", to: ["therapist", "client"] },
  "link-ended": { group: "relations", to: ["therapist", "client", "related-person"] },
  "tools-transferred": { group: "tools", to: ["therapist"] },
  "feedback-wanted": { group: "tools", to: ["therapist"] },
  "feedback-given": { group: "tools", to: ["client"] },
  "tool-assigned": { group: "tools", to: ["client"] },
  "task-reminder": { group: "reminders", to: everybody },
  "task-for-secretary": { group: "platform", to: ["secretary"] },
  "setting-changed": { group: "platform", to: ["application-manager"] },
  "search-limit-reached": { group: "platform", to: ["application-manager"] },
  "invitation-limit-reached": { group: "platform", to: ["application-manager"] },
};

/** The group in which a kind is shown and chosen. */
export const groupOf = (kind: NotificationKind): NotificationGroup => audiences[kind].group;

/** Whether somebody in the circle may cause notifications of a kind as often as they like: to start conversations nobody is asked. */
export const isEndless = (kind: NotificationKind): boolean =>
  kind === "conversation-joined" || kind === "participant-proposed";

/** N-03: why a kind always reaches somebody by mail, at once; null where each person chooses. */
export function whyFixed(kind: NotificationKind, channel: NotificationChannel): "security" | "consent" | null {
  const group = groupOf(kind);
  return channel === "mail" && (group === "security" || group === "consent") ? group : null;
}

/** N-03: whether a channel has this choice: pushes are not bundled. */
export const canChoose = (channel: NotificationChannel, choice: NotificationChoice): boolean =>
  channel === "mail" || PushChoice.safeParse(choice).success;

/** The kinds that an account can get, in the order in which they are shown. */
export function kindsFor({ kind, roles }: { kind: AccountKind; roles: readonly Role[] }): NotificationKind[] {
  const is = new Set<AccountKind | Role>([kind, ...(kind === "professional" ? roles : [])]);
  return (Object.keys(audiences) as NotificationKind[]).filter((each) => audiences[each].to.some((one) => is.has(one)));
}

/** Who may turn the discreet mode on: those whose being here tells something about their life. */
export const mayBeDiscreet = (kind: AccountKind): boolean => kind !== "professional";
