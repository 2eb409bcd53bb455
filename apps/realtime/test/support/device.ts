import { randomUUID } from "node:crypto";
import {
  type ClientAck,
  type ClientEventName,
  type ClientMessageId,
  type ClientPayload,
  CONTRACT_VERSION,
  type ConversationId,
  type ServerEventName,
  type ServerPayload,
  serverEvents,
} from "@kring/domain/contract";
import { io, type Socket } from "socket.io-client";
import { until } from "./until.ts";

/** One frame as it came. */
interface Frame {
  name: ServerEventName;
  payload: unknown;
}

/** A socket that keeps every frame it gets and checks each against the contract. */
export interface Device {
  readonly socket: Socket;
  readonly frames: Frame[];
  of<Name extends ServerEventName>(name: Name): ServerPayload<Name>[];
  /** Numbers of the entries of a conversation, in the order in which they came. */
  numbers(c: ConversationId): number[];
  texts(c: ConversationId): string[];
  emit<Name extends ClientEventName>(name: Name, payload: ClientPayload<Name>): Promise<ClientAck<Name>>;
  send(c: ConversationId, text: string, id?: ClientMessageId): Promise<ClientAck<"message.send">>;
  /** Whatever a client could send. */
  raw(...given: unknown[]): void;
  awaitHello(): Promise<ServerPayload<"hello">>;
  awaitFrame<Name extends ServerEventName>(
    name: Name,
    matches?: (payload: ServerPayload<Name>) => boolean,
  ): Promise<ServerPayload<Name>>;
  close(): void;
}

export const newMessageId = (): ClientMessageId => randomUUID() as ClientMessageId;

export function openDevice(url: string, token: string, options: Record<string, unknown> = {}): Device {
  const socket = io(url, {
    path: "/socket.io",
    transports: ["websocket"],
    forceNew: true,
    reconnection: false,
    auth: { token, version: CONTRACT_VERSION },
    ...options,
  });
  const frames: Frame[] = [];
  socket.onAny((name: ServerEventName, payload: unknown) => {
    serverEvents[name].parse(payload);
    frames.push({ name, payload });
  });
  const of = <Name extends ServerEventName>(name: Name) =>
    frames.filter((frame) => frame.name === name).map((frame) => frame.payload as ServerPayload<Name>);
  const entries = (c: ConversationId) => of("entry").flatMap((frame) => (frame.c === c ? frame.e : []));

  const device: Device = {
    socket,
    frames,
    of,
    numbers: (c) => entries(c).map(({ n }) => n),
    texts: (c) => entries(c).flatMap((e) => (e.kind === "message" ? e.text : [])),
    emit: (name, payload) => socket.timeout(15_000).emitWithAck(name, payload),
    send: (c, text, id = newMessageId()) => device.emit("message.send", { c, id, text }),
    raw: (...given) => void socket.emit(...(given as [string, ...unknown[]])),
    awaitHello: () => device.awaitFrame("hello"),
    awaitFrame: (name, matches = () => true) => until(`frame ${name}`, () => of(name).find(matches)),
    close: () => void socket.disconnect(),
  };
  return device;
}
