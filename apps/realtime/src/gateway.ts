import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type AccountId,
  type Incarnation,
  Refused,
  readConversationsFeed,
  realtimeLive,
  realtimeReady,
  subjects,
} from "@kring/domain/contract";
import {
  bearerOf,
  createHttpApp,
  createMemoryLimiter,
  type HttpApp,
  inTransaction,
  type Logger,
  listen,
  type Metrics,
  mountFeed,
  mountHealth,
  type Nats,
  noteSkipped,
  type Pool,
  readIncarnation,
  startRelay,
  type TokenVerifier,
} from "@kring/service-kit";
import { createAttachmentStore, type FileStore, mountAttachmentRoutes, startSweep } from "./attachment/index.ts";
import {
  type ChangeConversation,
  createConversationPresenter,
  createConversationReader,
  createConversationStore,
  createInTurn,
  createResumer,
  createSeenNamesReader,
  mountAccessRoutes,
  mountChangeRoutes,
  mountConversationRoutes,
  tellChange,
  watchUnanswered,
} from "./conversation/index.ts";
import { createDelivery, createDeliveryStore, startComparison } from "./delivery/index.ts";
import { mountDescriptions } from "./description/index.ts";
import { type AccountsSource, type Applied, consumeAccounts, createAppliedWaiter } from "./directory/index.ts";
import { createEntryStore } from "./entry/index.ts";
import { createExportStore, mountExportRoutes } from "./export/index.ts";
import { createGatewayMetrics } from "./gateway-metrics.ts";
import { createSendQueue, readLocked, sendBatch, toNumberedSend } from "./message/index.ts";
import { createReadMarker, createReadMarkStore } from "./read-mark/index.ts";
import { watchRights } from "./rights/index.ts";
import { createRosterRenderer, createRosterStore } from "./roster/index.ts";
import { createSearchStore, mountSearchRoutes } from "./search/index.ts";
import { type Admission, startSessions } from "./session/index.ts";
import {
  acceptConnections,
  createAccountLimiter,
  createHandlers,
  createOutlet,
  createSocketServer,
  endSocket,
  rooms,
  SOCKET_LIMITS,
  type SocketLimits,
  watchSockets,
} from "./socket/index.ts";
import { createTurns } from "./turns.ts";
import { createTypingNotifier, createTypingStore } from "./typing/index.ts";
import { mountUnreadRoutes, watchUnread } from "./unread/index.ts";

export interface GatewayDeps {
  pool: Pool;
  /** For storing messages alone: whatever is read, a message never waits for it. Waits for locks no longer than `SEND_LOCK_MS`. */
  sendPool: Pool;
  /** Connects as kring_roster; for the roster's store alone. */
  rosterPool: Pool;
  nats: Nats;
  files: FileStore;
  accounts: AccountsSource;
  verify: TokenVerifier;
  internalToken: string;
  publicOrigin: string;
  address: { host: string; port: number };
  trustProxy: number;
  logger: Logger;
  metrics: Metrics;
  limits?: SocketLimits;
}

export interface Gateway {
  readonly port: number;
  readonly http: HttpApp<never, Admission>;
  /** Lets the devices go elsewhere, finishes what is being stored, and stops. */
  drain(): Promise<void>;
}

const KNOWN_WITHIN_MS = 3_000;
/** Of one account at this gateway; together with those of a few others they leave connections free. */
const RESUME_TURNS = { atOnce: 1, mostWaiting: 8 };
const READ_TURNS = { atOnce: 2, mostWaiting: 30 };
const UPLOAD_TURNS = { atOnce: 2, mostWaiting: 20 };
/** A file over a slow line. */
const REQUEST_MS = 300_000;
const DRAIN_MS = 1_500;

export async function createGateway(deps: GatewayDeps): Promise<Gateway> {
  const { pool, sendPool, nats, logger, metrics, limits = SOCKET_LIMITS } = deps;
  let incarnation = (await readIncarnation(pool)) as Incarnation;
  let draining = false;
  const onSkipped = (border: string) => noteSkipped(border, { logger, metrics });

  const entries = createEntryStore(pool, { onSkipped });
  const conversations = createConversationStore(pool);
  const deliveryStore = createDeliveryStore(pool);
  const attachments = createAttachmentStore(pool);
  const renderRosters = createRosterRenderer(createRosterStore(deps.rosterPool));
  const limiter = createAccountLimiter(limits.account);
  const applied = createAppliedWaiter(pool, nats);
  const relay = startRelay({ pool, nats, subject: subjects.conversationsFeed, logger });

  const http = createHttpApp<never, Admission>({
    service: "realtime",
    logger,
    metrics,
    publicOrigin: deps.publicOrigin,
    trustProxy: deps.trustProxy,
    internalToken: deps.internalToken,
    limiter: createMemoryLimiter(),
    authenticate: { token: (request) => admit(bearerOf(request) ?? "") },
  });
  const server = createServer(http.express);
  const io = createSocketServer(server, { publicOrigin: deps.publicOrigin, limits, logger });
  const measures = createGatewayMetrics(metrics, {
    sockets: () => io.sockets.sockets.size,
    channels: () => delivery.channels.size,
  });
  const delivery = createDelivery({
    nats,
    outlet: createOutlet(io),
    store: deliveryStore,
    entries,
    renderRosters,
    logger,
    onRepair: () => measures.repairs.inc(),
    onSkipped,
  });

  async function admit(token: string): Promise<Admission> {
    const admission = await sessions.admit(token);
    rights.demand();
    if (!(await applied.isActive(admission.accountId))) throw new Refused("session-ended");
    return admission;
  }
  const endRoom = (room: string, code: "session-ended" | "token-expired") => {
    for (const id of io.sockets.adapter.rooms.get(room) ?? []) {
      const socket = io.sockets.sockets.get(id);
      if (socket) endSocket(socket, code);
    }
  };
  const endAccount = (account: AccountId) => endRoom(rooms.account(account), "session-ended");

  // Before any connection is accepted, so that none comes in with a session that has ended.
  const sessions = startSessions({
    verify: deps.verify,
    feed: deps.accounts.feed,
    logger,
    metrics,
    onEnded: (session) => endRoom(rooms.session(session), "session-ended"),
    onAccountChanged: (account, eventId) => {
      if (!io.sockets.adapter.rooms.has(rooms.account(account))) return;
      // What stays unseen here is seen by the comparison with Postgres.
      const check = async () => {
        await applied.wait(eventId);
        if (!(await applied.isActive(account))) endAccount(account);
      };
      check().catch(() => {});
    },
  });

  function tellApplied({ ended, rosters }: Applied): void {
    for (const change of ended) tellChange(delivery, change);
    for (const c of rosters) delivery.refreshRoster(c);
    nats.publish(subjects.applied, JSON.stringify({ v: 1 }));
    applied.wake();
    relay.nudge();
  }
  const change: ChangeConversation = async (work) => {
    const changed = await inTransaction(pool, work);
    tellChange(delivery, changed);
    relay.nudge();
    return changed;
  };
  const consumer = consumeAccounts({ pool, source: deps.accounts, logger, metrics, onApplied: tellApplied });
  const closeConnections = () => {
    for (const socket of io.sockets.sockets.values()) socket.conn.close();
  };
  const rights = watchRights({
    followed: [sessions.followed, consumer],
    logger,
    metrics,
    onOver: closeConnections,
  });

  const sweep = startSweep({ attachments, files: deps.files, logger });
  const sends = createSendQueue({
    sendBatch: (items) => sendBatch(sendPool, items),
    readLocked: (ids) => readLocked(pool, ids),
    onStored: (send, stored) => {
      if (send.kind === "message") measures.messages.inc();
      // What a professional took away is told to the accounts service.
      else if (send.kind === "deleted") {
        relay.nudge();
        sweep.nudge();
      }
      delivery.deliver(send.c, toNumberedSend(send, stored));
    },
    onUntold: (error) => logger.error({ err: error }, "a stored entry could not be told"),
    onBatch: (count, seconds) => {
      measures.batchSize.observe(count);
      measures.commitSeconds.observe(seconds);
    },
  });
  const readMarker = createReadMarker({
    store: createReadMarkStore(pool),
    moveRead: delivery.moveRead,
    showReceipt: delivery.showReceipt,
  });
  const unread = watchUnread({ pool, logger, online: () => delivery.accounts(), onTold: () => relay.nudge() });
  const reading = { pool, conversations, entries, renderRosters };

  acceptConnections(io, {
    admit,
    hasEnded: sessions.hasEnded,
    limits,
    limiter,
    logger,
    handlers: createHandlers({
      admit,
      sends,
      incarnation: () => incarnation,
      waitApplied: applied.wait,
      limiter,
      takeTurn: createTurns(RESUME_TURNS),
      resume: createResumer(reading),
      markRead: readMarker.markRead,
      showTyping: createTypingNotifier(createTypingStore(pool), delivery.showTyping),
    }),
    incarnation: () => incarnation,
    isDraining: () => draining,
    demandRights: rights.demand,
    onSkipped,
    arrive: (account) => {
      unread.arrive(account);
      delivery.arrive(account);
    },
    sync: delivery.sync,
    depart: delivery.depart,
  });

  /** Another timeline: what any device and this gateway know of numbers is void. */
  async function checkIncarnation(): Promise<void> {
    const now = (await readIncarnation(pool)) as Incarnation;
    if (now === incarnation) return;
    logger.warn("the database is on another timeline: every connection starts over");
    incarnation = now;
    closeConnections();
  }
  // A restored database is met through a new connection.
  for (const each of [pool, sendPool]) each.on("connect", () => void checkIncarnation().catch(() => {}));
  const comparison = startComparison({
    delivery,
    store: deliveryStore,
    nats,
    logger,
    onInactive: endAccount,
    beforePass: checkIncarnation,
  });
  const stopEscalating = watchUnanswered({ pool, change, logger });
  const stopWatching = watchSockets(io, {
    sessions,
    limits,
    limiter,
    logger,
    onSlow: () => measures.slowSockets.inc(),
  });

  const inTurn = createInTurn({ waitApplied: applied.wait, takeTurn: createTurns(READ_TURNS) });
  const changing = { pool, inTurn, incarnation: () => incarnation, change };
  const reader = createConversationReader({ ...reading, present: createConversationPresenter(reading) });
  mountConversationRoutes(http, {
    ...changing,
    reader,
    readNames: createSeenNamesReader(conversations, renderRosters),
    count: conversations.count,
  });
  mountAttachmentRoutes(http, {
    attachments,
    files: deps.files,
    sweep,
    takeTurn: createTurns(UPLOAD_TURNS),
  });
  mountSearchRoutes(http, {
    inTurn,
    incarnation: () => incarnation,
    store: createSearchStore(pool),
    readViews: reader.readEach,
  });
  mountExportRoutes(http, { store: createExportStore(pool), entries, readViews: reader.readEach });
  mountUnreadRoutes(http, { pool });
  mountChangeRoutes(http, { ...changing, reader });
  mountAccessRoutes(http, { ...changing, reader });
  mountFeed(http, readConversationsFeed, { pool, relay });
  mountDescriptions(http, deps.publicOrigin);
  mountHealth(
    http,
    { live: realtimeLive, ready: realtimeReady },
    {
      postgres: async () => (await pool.query("SELECT 1")).rowCount === 1,
      roster: async () => (await deps.rosterPool.query("SELECT 1")).rowCount === 1,
      rights: () => !rights.over,
      accepting: () => !draining,
    },
  );

  // Until ended sessions and ties are known nobody is let in. It opens by itself when they are.
  await Promise.race([rights.ready, sleep(KNOWN_WITHIN_MS, undefined, { ref: false })]);
  const running = await listen(server, deps.address, { requestMs: REQUEST_MS });

  async function drain(): Promise<void> {
    draining = true;
    const closed = running.close(DRAIN_MS);
    for (const socket of io.sockets.sockets.values()) {
      socket.emit("draining", { retryAfterMs: Math.round(100 + Math.random() * (DRAIN_MS - 400)) });
    }
    const until = performance.now() + DRAIN_MS;
    while (io.sockets.sockets.size > 0 && performance.now() < until) await sleep(25);
    await sends.idle();
    stopWatching();
    rights.stop();
    stopEscalating();
    readMarker.stop();
    await Promise.all([unread.stop(), comparison.stop(), consumer.stop(), sessions.stop(), sweep.stop()]);
    await io.close();
    await closed;
    delivery.close();
    applied.close();
    await relay.stop();
  }

  return { port: running.port, http, drain };
}
