import { randomUUID } from "node:crypto";
import type { AccountId } from "@kring/domain/contract";
import type { Logger, Pool } from "@kring/service-kit";
import { beat, endBeat, markSeen } from "./presence.store.ts";
import { tellUnread } from "./tell-unread.ts";

export interface UnreadWatchDeps {
  pool: Pool;
  logger: Logger;
  /** Who has a connection here. */
  online(): AccountId[];
  /** There is something in the feed. */
  onTold(): void;
}

const SCAN_MS = 60_000;
const BEAT_MS = 30_000;
const GATHER_MS = 2_000;

/** Notes who is online here, and looks again and again for who has something unread and is not. */
export function watchUnread({ pool, logger, online, onTold }: UnreadWatchDeps): {
  /** Somebody came: noted soon, so that a short visit counts. */
  arrive(account: AccountId): void;
  stop(): Promise<void>;
} {
  const gateway = randomUUID();
  let arrived = new Set<AccountId>();
  let noting: Promise<void> = Promise.resolve();
  const note = (write: () => Promise<void>) => {
    noting = noting
      .then(write)
      .catch((error: unknown) => logger.warn({ err: error }, "who is online could not be noted"));
    return noting;
  };
  const noteArrived = () => {
    const came = arrived;
    arrived = new Set();
    return came.size === 0 ? noting : note(() => markSeen(pool, [...came]));
  };
  const noteOnline = () => note(() => beat(pool, gateway, { accounts: [...new Set(online())] }));
  const scan = () => {
    tellUnread(pool).then(
      (told) => told > 0 && onTold(),
      (error: unknown) => logger.warn({ err: error }, "who has something unread could not be told"),
    );
  };
  void noteOnline();
  const timers = [
    setInterval(() => void noteArrived(), GATHER_MS),
    setInterval(() => void noteOnline(), BEAT_MS),
    setInterval(scan, SCAN_MS),
  ];
  return {
    arrive: (account) => arrived.add(account),
    stop: async () => {
      for (const timer of timers) clearInterval(timer);
      await noteArrived();
      await note(() => endBeat(pool, gateway));
    },
  };
}
