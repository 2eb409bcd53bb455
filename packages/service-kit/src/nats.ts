import { REQUEST_ID_HEADER } from "@kring/domain/contract";
import { connect, headers, type Msg, type NatsConnection, type Subscription } from "@nats-io/transport-node";
import { currentRequestId, isRequestId, type Logger, runInContext } from "./log.ts";
import type { Metrics } from "./metrics.ts";

export interface NatsOptions {
  /** One address or several separated by commas, with percent-encoded credentials. */
  url: string;
  /** Shown in the monitoring of nats-server. */
  name: string;
  logger: Logger;
  metrics?: Metrics;
}

export interface NatsMessage {
  readonly subject: string;
  readonly bytes: Uint8Array;
  text(): string;
}

export interface NatsSubscription {
  close(): void;
}

/** Core NATS that may be away at any time: nothing of ours waits for it, and everything is found again in Postgres. */
export interface Nats {
  readonly connected: boolean;
  /** Tells each change of `connected`. Returns a function that stops telling. */
  onChange(listener: (connected: boolean) => void): () => void;
  /** Sends to others, or drops (and counts) while NATS is away. Carries the id of the request that is being handled. */
  publish(subject: string, payload: Uint8Array | string): void;
  /** Lasts across reconnects; a handler that throws is logged and never ends it. */
  subscribe(subject: string, handler: (message: NatsMessage) => unknown): NatsSubscription;
  /** Resolves when the server has taken in everything before it; rejects while NATS is away or after `timeoutMs`. */
  flush(timeoutMs?: number): Promise<void>;
  /** Sends what is buffered, then disconnects. */
  close(): Promise<void>;
}

interface Wanted {
  subject: string;
  handler: (message: NatsMessage) => unknown;
  live: Subscription | undefined;
}

export const NATS_AWAY = "NATS is away";

/** Connects in the background, for ever. */
export function connectNats({ url, name, logger, metrics }: NatsOptions): Nats {
  const wanted = new Set<Wanted>();
  const listeners = new Set<(connected: boolean) => void>();
  const servers = url.split(",").map((part) => part.trim());
  const { user, pass } = credentialsOf(servers[0] ?? "");
  let connection: NatsConnection | undefined;
  let connected = false;
  let closing = false;
  let wake = () => {};

  function setConnected(value: boolean): void {
    if (connected === value) return;
    connected = value;
    metrics?.natsConnected.set(value ? 1 : 0);
    logger.info({ connected }, value ? "connected to NATS" : "NATS is away");
    for (const listener of listeners) {
      try {
        listener(value);
      } catch (error) {
        logger.error({ err: error }, "a listener to the NATS connection failed");
      }
    }
  }

  function attach(entry: Wanted): void {
    entry.live = connection?.subscribe(entry.subject, {
      callback: (error, message) => {
        if (error) logger.warn({ err: error }, "a NATS subscription reported an error");
        else handle(entry, message);
      },
    });
  }

  function handle(entry: Wanted, message: Msg): void {
    const requestId = message.headers?.get(REQUEST_ID_HEADER);
    const run = () => {
      try {
        const result = entry.handler({ subject: message.subject, bytes: message.data, text: () => message.string() });
        if (result instanceof Promise) result.catch(report);
      } catch (error) {
        report(error);
      }
    };
    if (isRequestId(requestId)) runInContext({ requestId }, run);
    else run();
  }

  const report = (error: unknown) => logger.error({ err: error }, "a NATS message could not be handled");

  async function watch(open: NatsConnection): Promise<void> {
    for await (const status of open.status()) {
      if (status.type === "disconnect" || status.type === "staleConnection") setConnected(false);
      if (status.type === "reconnect") setConnected(true);
      if (status.type === "error") logger.warn({ err: status.error }, "NATS reported an error");
    }
  }

  async function stayConnected(): Promise<void> {
    for (let attempt = 0; !closing; attempt += 1) {
      try {
        const open = await connect({
          servers,
          name,
          ...(user === undefined ? {} : { user }),
          ...(pass === undefined ? {} : { pass }),
          timeout: 2_000,
          maxReconnectAttempts: -1,
          reconnectTimeWait: 200,
          reconnectJitter: 300,
          reconnectJitterTLS: 300,
          pingInterval: 2_000,
          maxPingOut: 2,
          ignoreAuthErrorAbort: true,
          ignoreClusterUpdates: true,
          noEcho: true,
        });
        connection = open;
        attempt = 0;
        for (const entry of wanted) attach(entry);
        if (closing) await open.close();
        else setConnected(true);
        void watch(open);
        const error = await open.closed();
        if (error) logger.warn({ err: error }, "the NATS connection was closed");
      } catch (error) {
        if (attempt % 20 === 0) logger.warn({ err: error }, "can't connect to NATS yet");
      }
      connection = undefined;
      setConnected(false);
      if (!closing) await pause(Math.min(2_000, 100 * 2 ** Math.min(attempt, 5)) * (0.5 + Math.random()));
    }
  }

  const pause = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  metrics?.natsConnected.set(0);
  const ended = stayConnected();

  return {
    get connected() {
      return connected;
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    publish: (subject, payload) => {
      if (!connected || !connection || closing) {
        metrics?.natsDropped.inc();
        return;
      }
      const requestId = currentRequestId();
      if (requestId === undefined) {
        connection.publish(subject, payload);
        return;
      }
      const carried = headers();
      carried.set(REQUEST_ID_HEADER, requestId);
      connection.publish(subject, payload, { headers: carried });
    },
    subscribe: (subject, handler) => {
      const entry: Wanted = { subject, handler, live: undefined };
      wanted.add(entry);
      if (!closing) attach(entry);
      return {
        close: () => {
          wanted.delete(entry);
          entry.live?.unsubscribe();
        },
      };
    },
    flush: async (timeoutMs = 1_000) => {
      const open = connection;
      if (!connected || !open) throw new Error(NATS_AWAY);
      const { promise: away, reject } = Promise.withResolvers<never>();
      const giveUp = () => reject(new Error(NATS_AWAY));
      const timer = setTimeout(giveUp, timeoutMs);
      listeners.add(giveUp);
      try {
        await Promise.race([open.flush(), away]);
      } finally {
        clearTimeout(timer);
        listeners.delete(giveUp);
      }
    },
    close: async () => {
      closing = true;
      wake();
      const open = connection;
      if (open && !open.isClosed()) {
        if (connected) await open.drain().catch(() => open.close());
        else await open.close();
      }
      await ended;
    },
  };
}

/** The client takes credentials apart from addresses; percent-encoding lets a password hold any character. */
function credentialsOf(server: string): { user?: string; pass?: string } {
  if (!URL.canParse(server)) return {};
  const { username, password } = new URL(server);
  if (!username) return {};
  return { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
}
