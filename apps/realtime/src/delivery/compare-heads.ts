import type { AccountId } from "@kring/domain/contract";
import type { Logger, Nats } from "@kring/service-kit";
import type { DeliveryStore } from "./delivery.store.ts";
import type { Delivery } from "./delivery.ts";

export interface ComparisonDeps {
  delivery: Delivery;
  store: DeliveryStore;
  nats: Nats;
  logger: Logger;
  /** The account is no longer active. */
  onInactive(account: AccountId): void;
  /** Before each pass. */
  beforePass(): Promise<void>;
}

const SLICE = 500;
const PASS_MS = 4_500;
const PASS_WITHOUT_NATS_MS = 900;

/** Compares this gateway with Postgres, for ever, in slices; at once whenever NATS comes back. That repairs lost tails. */
export function startComparison({ delivery, store, nats, logger, onInactive, beforePass }: ComparisonDeps) {
  let stopped = false;
  let urgent = false;
  let wake = () => {};

  async function compareHeads(ids: Parameters<DeliveryStore["readHeads"]>[0]): Promise<void> {
    for (const { c, head, rosterVersion } of await store.readHeads(ids)) {
      const channel = delivery.channels.get(c);
      if (channel?.applied === undefined) continue;
      if (channel.applied < head) await channel.catchUp();
      if (channel.rosterVersion < rosterVersion) {
        await channel.refreshRosters();
      }
    }
  }

  async function compareAccounts(accounts: readonly AccountId[]): Promise<void> {
    for (const { account, active, hash } of await store.readStandings(accounts)) {
      if (active) await delivery.compare(account, hash);
      else onInactive(account);
    }
  }

  async function pass(): Promise<void> {
    const quick = urgent;
    urgent = false;
    if (nats.connected) await nats.flush().catch(() => {});
    await beforePass();
    const slices = [
      ...sliced([...delivery.channels.keys()], (ids) => compareHeads(ids)),
      ...sliced(delivery.accounts(), (accounts) => compareAccounts(accounts)),
    ];
    const pause = (nats.connected ? PASS_MS : PASS_WITHOUT_NATS_MS) / Math.max(1, slices.length);
    for (const slice of slices) {
      await slice();
      if (stopped || urgent) return;
      if (!quick) await sleep(pause);
    }
    if (slices.length === 0 || quick) await sleep(pause);
  }

  async function run(): Promise<void> {
    for (let failures = 0; !stopped; ) {
      try {
        await pass();
        failures = 0;
      } catch (error) {
        if (failures % 30 === 0) logger.warn({ err: error, failures }, "heads could not be compared");
        failures += 1;
        await sleep(PASS_WITHOUT_NATS_MS);
      }
    }
  }

  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      if (stopped || urgent) return resolve();
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const forget = nats.onChange(() => {
    urgent = true;
    wake();
  });
  const ended = run();

  return {
    stop: async () => {
      stopped = true;
      forget();
      wake();
      await ended;
    },
  };
}

function sliced<Item>(items: readonly Item[], run: (slice: Item[]) => Promise<void>): (() => Promise<void>)[] {
  const slices: (() => Promise<void>)[] = [];
  for (let from = 0; from < items.length; from += SLICE) slices.push(() => run(items.slice(from, from + SLICE)));
  return slices;
}
