import {
  type ClientEventName,
  type ClientPayload,
  CONTRACT_VERSION,
  type ServerEventName,
  type ServerPayload,
} from "@kring/domain/contract";
import { io, type Socket } from "socket.io-client";
import type { Place } from "./session.ts";
import { until } from "./until.ts";

/** A frame as it came in. */
export type Frame = { [Name in ServerEventName]: { name: Name; payload: ServerPayload<Name> } }[ServerEventName];

/** A socket without a client's manners, for tests of what a gateway gives and stands. */
export interface RawSocket {
  readonly socket: Socket;
  readonly frames: readonly Frame[];
  /** The first frame of this kind, also one that came before. */
  next<Name extends ServerEventName>(name: Name, withinMs?: number): Promise<ServerPayload<Name>>;
  ask<Name extends ClientEventName>(name: Name, payload: ClientPayload<Name>): Promise<unknown>;
  /** Resolves with the reason when the gateway or the network ends it. */
  readonly ended: Promise<string>;
  close(): void;
}

/** Connects with a token; rejects with the refusal of the handshake, or where there is no answer in the time that is given. */
export async function openRawSocket(
  place: Place,
  token: string,
  more: { origin?: string; version?: number; withinMs?: number } = {},
): Promise<RawSocket> {
  const socket = io(place.address, {
    path: "/socket.io",
    transports: ["websocket"],
    forceNew: true,
    reconnection: false,
    auth: { token, version: more.version ?? CONTRACT_VERSION },
    extraHeaders: { origin: more.origin ?? place.origin },
  });
  const frames: Frame[] = [];
  socket.onAny((name, payload) => frames.push({ name, payload } as Frame));
  const ended = new Promise<string>((resolve) => socket.once("disconnect", resolve));
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", reject);
    if (more.withinMs !== undefined) setTimeout(() => reject(new Error("No answer in time.")), more.withinMs);
  }).catch((error: unknown) => {
    socket.disconnect();
    throw error;
  });
  const next: RawSocket["next"] = async (name, withinMs) => {
    const frame = await until(`a ${name} frame`, () => frames.find((candidate) => candidate.name === name), withinMs);
    return frame.payload as never;
  };
  return {
    socket,
    frames,
    next,
    ask: (name, payload) => socket.timeout(10_000).emitWithAck(name, payload),
    ended,
    close: () => socket.disconnect(),
  };
}
