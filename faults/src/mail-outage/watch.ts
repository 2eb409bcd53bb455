import type { World } from "@kring/testing";

interface QueuedMail {
  queue: string;
  /** Of the notification behind it. */
  kind: string | null;
  /** Milliseconds. */
  at: number;
}

/** What is looked at all the time. */
export interface Watch {
  /** Every mail that was ever queued, by its job: done ones are deleted after a while. */
  readonly queued: ReadonlyMap<string, QueuedMail>;
  /** The most seconds that a mail had waited, whenever it was looked. */
  oldest(): number;
  /** Most connections of the api's replicas to Postgres. */
  connections(): number;
  /** Answers of the replicas to "are you ready?" other than 200. */
  unready(): number;
  /** Whether each replica says that the mail server is there. */
  mailServerUp(): Promise<boolean[]>;
  waiting(): Promise<number>;
  stop(): Promise<void>;
}

/** No other queues have work here. */
const MAILS = "name LIKE '%-mail'";
const LEFT = "state IN ('created', 'retry', 'active')";
const EVERY_MS = 1_000;

export function startWatching({ databases, apis, metrics }: World): Watch {
  const queued = new Map<string, QueuedMail>();
  let [oldest, connections, unready] = [0, 0, 0];
  const query = (text: string) => databases.query("accounts", text);

  async function look(): Promise<void> {
    const jobs = await query(
      `SELECT id, name, data ->> 'kind' AS kind, extract(epoch FROM created_on)::float8 * 1000 AS at FROM pgboss.job WHERE ${MAILS}`,
    );
    for (const { id, name, kind, at } of jobs)
      queued.set(String(id), { queue: String(name), kind: kind === null ? null : String(kind), at: Number(at) });
    const [seen] = await query(
      `SELECT coalesce(extract(epoch FROM now() - min(created_on)), 0)::float8 AS oldest,
         (SELECT count(*)::int FROM pg_stat_activity WHERE application_name = 'kring-api') AS connections
       FROM pgboss.job WHERE ${MAILS} AND ${LEFT}`,
    );
    oldest = Math.max(oldest, Number(seen?.oldest));
    connections = Math.max(connections, Number(seen?.connections));
    for (const { port } of apis) {
      const isReady = await fetch(`http://127.0.0.1:${port}/api/health/ready`).then(
        ({ status }) => status === 200,
        () => false,
      );
      if (!isReady) unready += 1;
    }
  }

  let stopped = false;
  const looking = (async () => {
    while (!stopped) {
      await look();
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    }
  })();
  looking.catch(() => {});
  return {
    queued,
    oldest: () => oldest,
    connections: () => connections,
    unready: () => unready,
    mailServerUp: async () =>
      (await metrics())
        .filter(({ name }) => name.startsWith("api"))
        .map(({ text }) => /^kring_mail_server_up\S* 1$/m.test(text)),
    waiting: async () => {
      const [row] = await query(`SELECT count(*)::int AS n FROM pgboss.job WHERE ${MAILS} AND ${LEFT}`);
      return Number(row?.n);
    },
    stop: async () => {
      stopped = true;
      await looking;
      await look();
    },
  };
}
