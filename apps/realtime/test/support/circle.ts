import { randomUUID } from "node:crypto";
import {
  type AccessRequestId,
  type AccountId,
  type AttachmentId,
  type ConversationId,
  type Handle,
  type LinkId,
  type ParticipantProposalId,
  uploadAttachment,
} from "@kring/domain/contract";
import { inTransaction } from "@kring/service-kit";
import { startConversation } from "../../src/conversation/index.ts";
import { leaveConversation } from "../../src/conversation/leave-conversation.ts";
import { proposeParticipant } from "../../src/conversation/propose-participant.ts";
import { requestAccess } from "../../src/conversation/request-access.ts";
import { sendBatch } from "../../src/message/index.ts";
import { idOf, linkOf } from "./cast.ts";
import { newMessageId } from "./device.ts";
import type { Stage, TestGateway } from "./stage.ts";

/** A word of the one message that is in each circle. */
export const SAID = "wandelen";

/** A conversation of a client with two therapists and a related person, one of the therapists gone of their own will. */
export interface Circle {
  c: ConversationId;
  /** In it as well: of a message, and one that no message took. */
  sent: AttachmentId;
  unsent: AttachmentId;
  proposal: ParticipantProposalId;
  therapist: Handle;
}

/** A conversation about the client, without them. */
export interface About {
  c: ConversationId;
  request: AccessRequestId;
}

type Members = { therapist: AccountId; leaver: AccountId; related: { account: AccountId; via: LinkId } };

export function createCircles(stage: Stage, gateway: TestGateway) {
  const change = <Result>(work: Parameters<typeof inTransaction<Result>>[1]) => inTransaction(stage.pool, work);
  const emma = idOf("emma");

  async function upload(c: ConversationId, account: AccountId): Promise<AttachmentId> {
    const response = await fetch(`${gateway.url}${uploadAttachment.path.replace(":conversationId", c)}`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${await stage.token(account)}`,
        "content-type": "application/octet-stream",
        "kring-file-name": "brief.txt",
      },
      body: "Hallo",
    });
    return uploadAttachment.response.parse(await response.json()).id;
  }

  return {
    /** Its files are there only where they are wanted: uploads have a limit. */
    start: async ({ therapist, leaver, related }: Members, { files = true } = {}): Promise<Circle> => {
      const others = [{ account: therapist }, { account: leaver }, related];
      const { c } = await change((client) =>
        startConversation(client, { manager: { account: emma }, others, topic: null }),
      );
      const put = async () => (files ? upload(c, therapist) : (randomUUID() as AttachmentId));
      const [sent, unsent] = [await put(), await put()];
      const taken = files ? { files: [sent] } : {};
      await sendBatch(stage.pool, [
        { kind: "message", c, account: therapist, id: newMessageId(), text: `Samen ${SAID}`, ...taken },
      ]);
      await change((client) => leaveConversation(client, leaver, c));
      await change((client) => proposeParticipant(client, related.account, c, { whom: null, note: "Oma" }));
      const { rows } = await stage.pool.query<{ proposal: ParticipantProposalId; therapist: Handle }>(
        `SELECT o.id AS proposal, p.handle AS therapist FROM participant_proposal o
         JOIN participant p ON p.conversation_id = o.conversation_id AND p.account_id = $2
         WHERE o.conversation_id = $1`,
        [c, therapist],
      );
      if (!rows[0]) throw new Error("Nothing was proposed");
      return { c, sent, unsent, ...rows[0] };
    },

    startAbout: async ({ asked = true } = {}): Promise<About> => {
      const pieter = { account: idOf("pieter"), via: linkOf("pieter").id };
      const { c } = await change((client) =>
        startConversation(client, { manager: { account: idOf("sanne") }, others: [pieter], topic: null }),
      );
      if (!asked) return { c, request: randomUUID() as AccessRequestId };
      await change((client) => requestAccess(client, emma, c));
      const { rows } = await stage.pool.query<{ id: AccessRequestId }>(
        "SELECT id FROM access_request WHERE conversation_id = $1",
        [c],
      );
      return { c, request: rows[0]?.id ?? (randomUUID() as AccessRequestId) };
    },
  };
}
