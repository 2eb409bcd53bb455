import { AsyncLocalStorage } from "node:async_hooks";
import { Refused } from "@kring/domain/contract";
import { type Executor, isRetryable, type Pool, prismaExecutor } from "@kring/service-kit";
import { PrismaPg } from "@prisma/adapter-pg";
import { Prisma, PrismaClient } from "../generated/client.ts";

/** What stores read and write with: the client itself, or one transaction. */
export type Db = Prisma.TransactionClient;

/** A piece of a query, with its values beside it. */
export const sql = Prisma.sql;

/** One transaction, and what is to happen once it has committed. */
export interface Change {
  db: Db;
  executor: Executor;
  afterCommit(run: () => void): void;
}

export interface ChangeLimits {
  /** After so many milliseconds it is undone; ten seconds where nothing is said. */
  longestMs?: number;
}

/** For what ends hundreds of ties at once, all or none, also on a slow database. */
export const LONG_CHANGE: ChangeLimits = { longestMs: 120_000 };

export interface Database {
  pool: Pool;
  db: PrismaClient;
  /** The same client, but within `change` its transaction: for libraries that hold a client of their own. */
  ambient: PrismaClient;
  /** Runs `work` in one transaction, whole again after a lost race; then what it left for after the commit. */
  change<Result>(work: (change: Change) => Promise<Result>, limits?: ChangeLimits): Promise<Result>;
  /** Told after each commit of a change. */
  onCommit(listener: () => void): void;
}

const ATTEMPTS = 4;
const LONGEST_MS = 10_000;

/** Thrown within `change`: what was read is no longer so, and all of it must be done again. */
export class LostRace extends Refused {
  constructor() {
    super("unavailable", { retryAfterMs: 1_000 });
  }
}

const isLostRace = (error: unknown) =>
  error instanceof LostRace ||
  isRetryable(error) ||
  (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2034");

/** Whether a write failed because what must be unique is there already. */
export const isTaken = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";

/** Whether a write failed because what it refers to is not there any more. */
export const isGone = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2003";

export function createDatabase(pool: Pool): Database {
  const db = new PrismaClient({
    adapter: new PrismaPg(pool),
    transactionOptions: { maxWait: 3_000, timeout: LONGEST_MS },
  });
  const scope = new AsyncLocalStorage<Db>();
  const ambient = new Proxy(db, {
    get: (client, key) => {
      const active: object = scope.getStore() ?? client;
      const value: unknown = Reflect.get(active, key);
      return typeof value === "function" ? value.bind(active) : value;
    },
  });
  const listeners: (() => void)[] = [];

  async function change<Result>(
    work: (change: Change) => Promise<Result>,
    { longestMs = LONGEST_MS }: ChangeLimits = {},
  ): Promise<Result> {
    for (let attempt = 1; ; attempt += 1) {
      const later: (() => void)[] = [];
      try {
        const result = await db.$transaction(
          (transaction) =>
            scope.run(transaction, () =>
              work({
                db: transaction,
                executor: prismaExecutor(transaction),
                afterCommit: (run) => later.push(run),
              }),
            ),
          { timeout: longestMs },
        );
        for (const run of [...later, ...listeners]) run();
        return result;
      } catch (error) {
        if (attempt >= ATTEMPTS || !isLostRace(error)) throw error;
      }
    }
  }

  return { pool, db, ambient, change, onCommit: (listener) => listeners.push(listener) };
}
