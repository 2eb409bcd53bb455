import type {
  ClientMessageId,
  ConversationId,
  ConversationView,
  Entry,
  EventId,
  Handle,
  Incarnation,
  NotificationId,
  RefusalCode,
  RouteDefinition,
} from "@kring/domain/contract";
import type { ConversationAnswer } from "./conversations.ts";
import type { Counters } from "./counters.ts";
import type { Files } from "./files.ts";
import type { Answer, Asked } from "./http.ts";
import type { What } from "./own-change.ts";
import type { Made, Written } from "./sends.ts";
import type { Store } from "./store.ts";

/** A route that answers with the conversation as it is afterwards. */
type ConversationChange = RouteDefinition & { response: { _zod: { output: ConversationAnswer } } };

/** Whether live frames come in. `since` is when the connection was gained or lost. */
export interface ConnectionSnapshot {
  /** `connecting` until the first attempt failed, then `offline` until one succeeds; `ended` is for good. */
  state: "connecting" | "online" | "offline" | "ended";
  since: number;
}

export interface ListSnapshot {
  state: "loading" | "ready" | "failed";
  /** Latest activity first. */
  items: readonly ConversationView[];
  /** Over all conversations, up to 100 ("99+"). */
  unread: number;
  more: boolean;
  loadingMore: boolean;
}

export interface ConversationList extends Store<ListSnapshot> {
  loadMore(): Promise<void>;
  refresh(): Promise<void>;
}

interface ConversationPage {
  conversations: ConversationView[];
  /** For the page after it; null on the last one. */
  next: string | null;
}

/** A message of one's own that has no number yet. */
export interface PendingMessage extends Made {
  /** `waiting` for the connection, or for a failed one before it. */
  state: "sending" | "waiting" | "failed";
  error?: RefusalCode;
}

/** A message of one's own that is being changed or taken away. */
export interface ChangingMessage {
  what: What;
  /** `failed`: the message shows as it was before. */
  state: "sending" | "waiting" | "failed";
  error?: RefusalCode;
}

export interface ConversationSnapshot {
  state: "loading" | "ready" | "gone" | "failed";
  /** Null while it is not known, and when it is gone. */
  view: ConversationView | null;
  /** In number order, without doubles, and nothing missing between the first and the last; with one's own changes as wanted. */
  entries: readonly Entry[];
  /** One's own changes that are not stored, by the number of the message. */
  changing: ReadonlyMap<number, ChangingMessage>;
  hasOlder: boolean;
  loadingOlder: boolean;
  pending: readonly PendingMessage[];
  typing: readonly Handle[];
  receipts: ConversationView["receipts"];
  /** The unread line stands before the first entry from this number on; stays for as long as the conversation is open. */
  firstUnread: number | null;
}

export interface Conversation extends Store<ConversationSnapshot> {
  /** Starts a visit: loads, and keeps in step until the returned function is called. */
  open(): () => void;
  loadOlder(): Promise<void>;
  /** Reads back until entry `n` is here, or nothing older is. */
  loadBackTo(n: number): Promise<void>;
  /** Tries again after `failed`. */
  reload(): Promise<void>;
  /** Beside the text: the number of what it answers, and files that were uploaded to this conversation. */
  send(text: string, beside?: Omit<Written, "text">): ClientMessageId;
  /** Sends a failed message again, and with it those that wait behind it. */
  retry(id: ClientMessageId): void;
  discard(id: ClientMessageId): void;
  /** Puts another text in the place of what one wrote. Shows at once, and as it was when refused. */
  edit(n: number, text: string): void;
  /** Takes away what one wrote. Shows at once, and as it was when refused. */
  remove(n: number): void;
  retryChange(n: number): void;
  discardChange(n: number): void;
  /** This device shows everything up to `n`. */
  markRead(n: number): void;
  /** The person is typing; may be called at each key. */
  typing(): void;
}

/** A message that waits to be sent, as it survives a reload. */
interface StoredSend extends Made {
  conversationId: ConversationId;
}

/** A change to one's own message that waits to be stored, as it survives a reload. Its number holds in this incarnation only. */
export interface StoredChange {
  /** Absent in what an earlier version kept. */
  id?: ClientMessageId;
  conversationId: ConversationId;
  incarnation: Incarnation;
  of: number;
  what: What;
}

export type StoredWriting = StoredSend | StoredChange;

/** Keeps what is not stored yet over a reload, in order. One per account: another person must never load these. */
export interface PendingStore {
  load(): readonly StoredWriting[];
  save(writings: readonly StoredWriting[]): void;
}

export interface IssuedToken {
  token: string;
  expiresAt: number;
}

export interface ClientOptions {
  /** The one origin that serves HTTP and sockets. */
  origin: string;
  /** Asks the api for a token; `ended` when the session is over. A throw means: try again later. */
  issueToken: () => Promise<IssuedToken | "ended">;
  pendingStore?: PendingStore;
  fetch?: typeof fetch;
  now?: () => number;
  random?: () => number;
  newId?: () => string;
  /** More options for Socket.IO, such as `extraHeaders` where there is no browser to set Origin. */
  socketOptions?: Record<string, unknown>;
}

export interface KringClient {
  readonly connection: Store<ConnectionSnapshot>;
  readonly conversations: ConversationList;
  /** One page of the conversations in which this client takes part or that are about them, latest first. */
  conversationsOfClient(clientId: string, cursor?: string): Promise<ConversationPage>;
  readonly files: Files;
  /** The same object for the same id, as long as it is open or was so recently. */
  conversation(id: ConversationId): Conversation;
  /** Calls a route of the realtime service; throws `Refused` for every answer but success. */
  call<Route extends RouteDefinition>(route: Route, asked: Asked<Route>): Promise<Answer<Route>>;
  /** The same for what starts or changes a conversation, which shows at once as the answer gives it. */
  change<Route extends ConversationChange>(route: Route, asked: Asked<Route>): Promise<ConversationView>;
  /** The device woke up, came online or was looked at: check the connection now. */
  wake(): void;
  /** What follows must see the change that this event (`Kring-After`) stands for. */
  after(eventId: EventId): void;
  /** Something that the account sees outside conversations changed; also what was read before may be out of date. */
  onViewChanged(listener: () => void): () => void;
  onInboxChanged(listener: (id: NotificationId | undefined) => void): () => void;
  /** Forgets everything, unsent messages too, and closes. For signing out. */
  clear(): void;
  /** Closes the connection; unsent messages stay in the pending store. */
  close(): void;
  readonly counters: Readonly<Counters>;
}
