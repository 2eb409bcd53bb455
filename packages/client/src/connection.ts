import {
  type ClientAck,
  type ClientEventName,
  type ClientPayload,
  CONTRACT_VERSION,
  type Refusal,
  type RefusalCode,
  Refused,
  readRefusalCode,
  type ServerEventName,
  type ServerPayload,
} from "@kring/domain/contract";
import { io, type Socket } from "socket.io-client";
import type { Counters } from "./counters.ts";
import { createStore, type Store } from "./store.ts";
import type { Tokens } from "./tokens.ts";
import type { ConnectionSnapshot } from "./types.ts";

/** No answer came in time, or the connection went: whether the emit had an effect is unknown. */
export class NoAnswer extends Error {}

type Answered<Name extends ClientEventName> = Extract<ClientAck<Name>, { ok: true }>;

export interface Connection extends Store<ConnectionSnapshot> {
  /** Throws `Refused` when the gateway refuses, `NoAnswer` when it does not answer. */
  emit<Name extends ClientEventName>(name: Name, payload: ClientPayload<Name>): Promise<Answered<Name>>;
  isOnline(): boolean;
  wake(): void;
  /** Drops the connection and makes another one. */
  restart(): void;
  end(): void;
  close(): void;
}

export interface ConnectionDeps {
  origin: string;
  tokens: Tokens;
  counters: Counters;
  now: () => number;
  random: () => number;
  socketOptions: Record<string, unknown>;
  onFrame<Name extends ServerEventName>(name: Name, payload: ServerPayload<Name>): void;
  onDown(): void;
  /** Asks the gateway for a sign of life; throws when there is none. */
  probe(): Promise<unknown>;
}

const CONNECT_TIMEOUT_MS = 8_000;
const ANSWER_TIMEOUT_MS = 8_000;
const PROBE_TIMEOUT_MS = 4_000;
const RENEW_AGAIN_MS = 5_000;
const FIRST_DELAY_MS = 600;
const LONGEST_DELAY_MS = 15_000;

const frames: readonly ServerEventName[] = [
  "hello",
  "entry",
  "roster",
  "receipt",
  "read.moved",
  "typing",
  "conversation.added",
  "conversation.changed",
  "conversation.lost",
  "inbox.changed",
  "view.changed",
  "session.ended",
  "draining",
];

/** Keeps one socket to a gateway: connects for ever, renews the token, and says how it stands. */
export function createConnection(deps: ConnectionDeps): Connection {
  const store = createStore<ConnectionSnapshot>({ state: "connecting", since: deps.now() });
  let socket: Socket | null = null;
  let generation = 0;
  let failures = 0;
  let reconnectAt = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let upkeep: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  // What is closed still shows as it last was; whoever retries at once while it is online would retry for ever.
  const isOnline = (): boolean => !closed && store.getSnapshot().state === "online";

  function show(state: ConnectionSnapshot["state"]): void {
    if (store.getSnapshot().state !== state) store.set({ state, since: deps.now() });
  }

  function letGo(): void {
    generation++;
    clearTimeout(retry);
    clearTimeout(upkeep);
    socket?.removeAllListeners();
    socket?.disconnect();
    socket = null;
  }

  /** The connection is gone or could not be made. */
  function drop(): void {
    const wasOnline = isOnline();
    letGo();
    if (closed) return;
    show(wasOnline ? "connecting" : "offline");
    deps.onDown();
    const backOff = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** failures) * (0.25 + 0.75 * deps.random());
    failures++;
    retry = setTimeout(connect, Math.max(backOff, reconnectAt - deps.now()));
  }

  function connect(): void {
    letGo();
    if (closed) return;
    const mine = generation;
    deps.tokens.get().then(
      (token) => {
        if (mine === generation) openSocket(token);
      },
      (error: unknown) => {
        if (mine === generation) refuse(error instanceof Refused ? error.code : null);
      },
    );
  }

  function openSocket(token: string): void {
    const mine = generation;
    const next = io(deps.origin, {
      path: "/socket.io",
      transports: ["websocket"],
      forceNew: true,
      reconnection: false,
      timeout: CONNECT_TIMEOUT_MS,
      auth: { token, version: CONTRACT_VERSION },
      ...deps.socketOptions,
    });
    socket = next;
    upkeep = setTimeout(drop, CONNECT_TIMEOUT_MS);
    next.on("connect_error", (error) => {
      if (mine !== generation) return;
      const { code = null, retryAfterMs = 0 } = (error as { data?: Partial<Refusal> }).data ?? {};
      reconnectAt = deps.now() + retryAfterMs;
      refuse(code);
    });
    next.on("disconnect", () => {
      if (mine === generation) drop();
    });
    for (const name of frames) {
      next.on(name, (payload: unknown) => {
        if (mine === generation) take(name, payload as ServerPayload<typeof name>);
      });
    }
  }

  /** The session or the token was refused; anything else is tried again. */
  function refuse(code: RefusalCode | null): void {
    if (code === "token-expired") deps.tokens.forget();
    if (code === "session-ended" || code === "not-signed-in") end();
    else drop();
  }

  function take<Name extends ServerEventName>(name: Name, payload: ServerPayload<Name>): void {
    if (name === "hello") welcome();
    if (name === "draining") leaveBy((payload as ServerPayload<"draining">).retryAfterMs);
    deps.onFrame(name, payload);
    if (name === "session.ended") refuse((payload as ServerPayload<"session.ended">).code);
  }

  function welcome(): void {
    clearTimeout(upkeep);
    failures = 0;
    reconnectAt = 0;
    deps.counters.connects++;
    upkeep = setTimeout(renew, deps.tokens.renewIn());
    show("online");
  }

  /** The gateway is about to stop: another one is asked for when it says so, not before. */
  function leaveBy(retryAfterMs: number): void {
    reconnectAt = deps.now() + retryAfterMs;
    clearTimeout(retry);
    retry = setTimeout(restart, retryAfterMs);
  }

  function renew(): void {
    const mine = generation;
    const again = (ms: number): void => {
      if (mine === generation) upkeep = setTimeout(renew, ms);
    };
    deps.tokens
      .renew()
      .then((token) => emit("token.renew", { token }))
      .then(() => {
        deps.counters.renewals++;
        again(deps.tokens.renewIn());
      })
      .catch((error: unknown) => {
        if (mine !== generation) return;
        if (error instanceof Refused && isFinal(error.code)) refuse(error.code);
        else again(RENEW_AGAIN_MS);
      });
  }

  async function emit<Name extends ClientEventName>(
    name: Name,
    payload: ClientPayload<Name>,
    timeoutMs = ANSWER_TIMEOUT_MS,
  ): Promise<Answered<Name>> {
    const used = socket;
    if (used === null || !isOnline()) throw new NoAnswer("not connected");
    const answer = await used
      .timeout(timeoutMs)
      .emitWithAck(name, payload)
      .catch(() => {
        throw new NoAnswer(`no answer to ${name}`);
      });
    return unwrap<Name>(answer);
  }

  function restart(): void {
    if (closed) return;
    if (isOnline()) {
      show("connecting");
      letGo();
      deps.onDown();
    }
    connect();
  }

  function wake(): void {
    if (closed || store.getSnapshot().state === "ended") return;
    if (!isOnline()) {
      failures = 0;
      if (socket === null) connect();
      return;
    }
    const mine = generation;
    const timer = setTimeout(() => mine === generation && restart(), PROBE_TIMEOUT_MS);
    deps.probe().then(
      () => clearTimeout(timer),
      (error: unknown) => error instanceof Refused && clearTimeout(timer),
    );
  }

  function end(): void {
    if (closed) return;
    closed = true;
    letGo();
    show("ended");
    deps.onDown();
  }

  function close(): void {
    closed = true;
    letGo();
  }

  connect();
  return { getSnapshot: store.getSnapshot, subscribe: store.subscribe, emit, isOnline, wake, restart, end, close };
}

const isFinal = (code: RefusalCode): boolean =>
  code === "session-ended" || code === "not-signed-in" || code === "token-expired";

function unwrap<Name extends ClientEventName>(answer: ClientAck<Name>): Answered<Name> {
  if (answer.ok) return answer as Answered<Name>;
  const { code, retryAfterMs } = answer.error;
  throw new Refused(readRefusalCode(code), retryAfterMs === undefined ? {} : { retryAfterMs });
}
