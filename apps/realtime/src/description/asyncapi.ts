import {
  AccountFrame,
  AccountsEvent,
  CONTRACT_VERSION,
  ConversationFrame,
  ConversationsEvent,
  clientEvents,
  Doorbell,
  SocketAuth,
  serverEvents,
  subjects,
  TypingFrame,
} from "@kring/domain/contract";
import { z } from "zod";

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

const toSchema = (schema: z.ZodType, io: "input" | "output"): JsonObject => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    io,
    target: "draft-7",
    reused: "inline",
    unrepresentable: "any",
  }) as JsonObject;
  return rest;
};

/** Names of components may hold letters, digits, dots, dashes and underscores. */
const message = (name: string, schema: z.ZodType, io: "input" | "output"): JsonObject => ({
  name,
  contentType: "application/json",
  payload: toSchema(schema, io),
});

const channelRef = (channel: string): JsonObject => ({ $ref: `#/channels/${channel}` });
const messageRef = (channel: string, name: string): JsonObject => ({ $ref: `#/channels/${channel}/messages/${name}` });

/** Subjects with their parameter as AsyncAPI writes it. */
const natsChannels = {
  "nats.conversation": { address: subjects.conversation("{id}"), schema: ConversationFrame, both: true },
  "nats.typing": { address: subjects.typing("{id}"), schema: TypingFrame, both: true },
  "nats.account": { address: subjects.account("{id}"), schema: AccountFrame, both: true },
  "nats.accountsFeed": { address: subjects.accountsFeed, schema: Doorbell, both: false },
  "nats.conversationsFeed": { address: subjects.conversationsFeed, schema: Doorbell, both: true },
  "nats.applied": { address: subjects.applied, schema: Doorbell, both: true },
} as const;

/** Sockets and NATS as AsyncAPI 3, from the schemas of the contract. */
export function describeAsyncApi(publicOrigin: string): JsonObject {
  const channels: JsonObject = {};
  const operations: JsonObject = {};

  const socketMessages: JsonObject = {};
  const frames = Object.entries(serverEvents);
  for (const [name, schema] of frames) socketMessages[`frame.${name}`] = message(name, schema, "output");
  for (const [name, { payload, ack }] of Object.entries(clientEvents)) {
    socketMessages[`event.${name}`] = message(name, payload, "input");
    socketMessages[`ack.${name}`] = message(`${name} (ack)`, ack, "output");
    operations[`receive.${name}`] = {
      action: "receive",
      channel: channelRef("sockets"),
      messages: [messageRef("sockets", `event.${name}`)],
      reply: { channel: channelRef("sockets"), messages: [messageRef("sockets", `ack.${name}`)] },
    };
  }
  channels.sockets = {
    address: "/socket.io",
    title: "Socket.IO 4 over WebSocket",
    servers: [{ $ref: "#/servers/gateway" }],
    messages: socketMessages,
    bindings: { ws: { method: "GET" } },
  };
  operations["send.frames"] = {
    action: "send",
    channel: channelRef("sockets"),
    messages: frames.map(([name]) => messageRef("sockets", `frame.${name}`)),
  };

  for (const [name, { address, schema, both }] of Object.entries(natsChannels)) {
    channels[name] = {
      address,
      servers: [{ $ref: "#/servers/nats" }],
      messages: { frame: message(name, schema, "output") },
      ...(address.includes("{id}") ? { parameters: { id: { description: "An opaque id" } } } : {}),
    };
    const about = { channel: channelRef(name), messages: [messageRef(name, "frame")] };
    operations[`receive.${name}`] = { action: "receive", ...about };
    if (both) operations[`send.${name}`] = { action: "send", ...about };
  }

  for (const [name, schema, action] of [
    ["feed.accounts", AccountsEvent, "receive"],
    ["feed.conversations", ConversationsEvent, "send"],
  ] as const) {
    channels[name] = {
      address: "/internal/v1/events",
      title: "Facts between the services, pulled by HTTP from their owner",
      messages: { event: message(name, schema, "output") },
    };
    operations[`${action}.${name}`] = {
      action,
      channel: channelRef(name),
      messages: [messageRef(name, "event")],
    };
  }

  const { host, protocol } = new URL(publicOrigin);
  return {
    asyncapi: "3.0.0",
    info: {
      title: "Kring, conversations",
      version: `${CONTRACT_VERSION}.0.0`,
      description:
        "Frames and events of the gateways. Every event of a client is acknowledged with `ok: true` and its fields, or `ok: false` and an error with a stable code.",
    },
    defaultContentType: "application/json",
    servers: {
      gateway: {
        host,
        protocol: protocol === "https:" ? "wss" : "ws",
        description:
          "A gateway. The handshake carries `auth` with a token of POST /api/v1/token and the contract's version.",
        security: [{ $ref: "#/components/securitySchemes/token" }],
      },
      nats: { host: "nats:4222", protocol: "nats", description: "Between the services only." },
    },
    channels,
    operations,
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer", bearerFormat: "JWT" } },
      schemas: { SocketAuth: toSchema(SocketAuth, "input") },
    },
  };
}
