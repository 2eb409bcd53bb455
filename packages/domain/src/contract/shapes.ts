import { z } from "zod";
import { AccountsEvent } from "./events/accounts.v1.ts";
import { ConversationsEvent } from "./events/conversations.v1.ts";
import { DirectoryRecords, DirectorySnapshot } from "./events/directory.ts";
import { FeedPage } from "./events/envelope.ts";
import { PushMessage, routes } from "./http/index.ts";
import { AccountFrame, ConversationFrame, Doorbell, TypingFrame } from "./nats.ts";
import { Problem } from "./refusals.ts";
import { clientEvents, SocketAuth, serverEvents } from "./socket.ts";

/** Every schema that crosses a process border, by a name that says where. */
export function contractSchemas(): Map<string, z.ZodType> {
  const schemas = new Map<string, z.ZodType>();
  for (const route of routes) {
    for (const part of ["params", "query", "body", "response"] as const) {
      const schema = route[part];
      if (schema) schemas.set(`http ${route.method} ${route.path} ${part}`, schema);
    }
  }
  for (const [name, event] of Object.entries(clientEvents)) {
    schemas.set(`socket client ${name} payload`, event.payload);
    schemas.set(`socket client ${name} ack`, event.ack);
  }
  for (const [name, payload] of Object.entries(serverEvents)) schemas.set(`socket server ${name}`, payload);
  const others = {
    "http problem": Problem,
    "socket auth": SocketAuth,
    "nats conversation": ConversationFrame,
    "nats typing": TypingFrame,
    "nats account": AccountFrame,
    "nats doorbell": Doorbell,
    "push message": PushMessage,
    "feed accounts": AccountsEvent,
    "feed conversations": ConversationsEvent,
    "feed page": FeedPage,
    "directory records": DirectoryRecords,
    "directory snapshot": DirectorySnapshot,
  };
  for (const [name, schema] of Object.entries(others)) schemas.set(name, schema);
  return schemas;
}

/** The shape of each schema as JSON Schema, in a form that two readers spell the same way. */
export function contractShapes(): Record<string, string> {
  const shapes: Record<string, string> = {};
  for (const [name, schema] of [...contractSchemas()].sort(([a], [b]) => (a < b ? -1 : 1))) {
    shapes[name] = spell(schema);
  }
  return shapes;
}

/** The shape of each event between services, by its kind, spelled in the same way. */
export function eventShapes(): Record<string, string> {
  const events = [...AccountsEvent.options, ...ConversationsEvent.options];
  return Object.fromEntries(events.map((event) => [event.shape.type.value, spell(event)]));
}

const spell = (schema: z.ZodType): string =>
  JSON.stringify(sorted(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" })));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== "description");
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
}
