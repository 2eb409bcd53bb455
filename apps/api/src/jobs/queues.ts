import type { NotificationKind } from "@kring/domain/contract";
import type { QueueOptions } from "pg-boss";

/** The schema of pg-boss within the database "accounts". */
export const SCHEMA = "pgboss";

/** What a job is told. Ids where ids suffice: the queue holds no texts. */
export interface QueuePayloads {
  /** A plain mail about a notification. */
  "notification-mail": { accountId: string; kind: NotificationKind; link: string };
  /** A mail about what waited until now (N-03). */
  "bundle-mail": { accountId: string; notificationIds: string[]; conversationIds: string[] };
  /** A mail about messages that are unread (N-04). */
  "unread-mail": { accountId: string; conversationIds: string[] };
  /** A mail that could not be delivered, once more. */
  "resend-mail": { failedMailId: string };
  /**
   * Tells one device of one notification, or of what was missed; `dueAt` (milliseconds) where it waited for a time, `putOff` how often the
   * push service said when to come again.
   */
  push: { accountId: string; subscriptionId: string; notificationId: string; dueAt?: number; putOff?: number };
  /** A transfer of a caseload that goes on client by client. */
  "caseload-transfer": { transferId: string };
  /** Somebody asked for a new password with this address, known here or not; when (milliseconds), absent from an earlier version. */
  "password-reset": { email: string; askedAt?: number };
  /** The link with which an account is activated. */
  "invitation-mail": { invitationId: string };
  /** The link with which whom it is for opens an invitation of a related person (P-03). */
  "related-person-mail": { linkId: string };
  /** The link with which a new address is confirmed. */
  "email-change-mail": { emailChangeId: string };
  /** Tells the old address that it opens nothing any more. */
  "email-changed-mail": { email: string; accountId: string };
  /** Tells an owner that somebody got in from a browser that is new. */
  "new-device-mail": { signInId: string };
  /** The link with which an owner removes their second factor. */
  "second-factor-reset": { signInId: string };
}

export type QueueName = keyof QueuePayloads;

const DAY = 86_400;
const HOUR = 3_600;

/**
 * A mail server that is away for two weeks only delays: pauses grow from five seconds to two minutes, so that all that waits is tried within
 * two minutes of its return (N-05). What waits is kept for longer than all attempts take: what is over that age is deleted without a
 * word. A process that dies is missed after half a minute; one that lives may take its time, for a job that is done twice is a mail sent twice.
 */
const patient: QueueOptions = {
  // A server that takes almost two minutes for each answer of a mail takes less.
  expireInSeconds: HOUR / 3,
  heartbeatSeconds: 30,
  retryLimit: 10_000,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 120,
  retentionSeconds: 160 * DAY,
};

export const QUEUES: Record<QueueName, QueueOptions> = {
  "notification-mail": { ...patient, deleteAfterSeconds: DAY },
  "bundle-mail": { ...patient, deleteAfterSeconds: DAY },
  "unread-mail": { ...patient, deleteAfterSeconds: DAY },
  "resend-mail": { ...patient, deleteAfterSeconds: DAY },
  // Given up after some two hours, for the pages show it: a device that hangs is not to take others' turns for a day.
  push: {
    ...patient,
    retryLimit: 8,
    retryDelay: 30,
    retryDelayMax: HOUR,
    retentionSeconds: DAY,
    deleteAfterSeconds: HOUR,
  },
  "caseload-transfer": { ...patient, retryLimit: 100, retryDelayMax: 60, deleteAfterSeconds: DAY },
  // Holds the address of somebody who may not be known here: gone as soon as it is done; useless after an hour.
  "password-reset": { ...patient, retryLimit: 70, retentionSeconds: 2 * HOUR, deleteAfterSeconds: 60 },
  "invitation-mail": { ...patient, deleteAfterSeconds: DAY },
  "related-person-mail": { ...patient, deleteAfterSeconds: DAY },
  "email-change-mail": { ...patient, retentionSeconds: DAY, deleteAfterSeconds: DAY },
  "email-changed-mail": { ...patient, deleteAfterSeconds: 60 },
  "new-device-mail": { ...patient, deleteAfterSeconds: DAY },
  "second-factor-reset": { ...patient, retentionSeconds: DAY, deleteAfterSeconds: DAY },
};
