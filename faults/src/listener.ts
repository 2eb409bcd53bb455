import type { AccountId, ClientMessageId, ConversationId } from "@kring/domain/contract";
import { openRawSocket, type Place, type RawSocket } from "@kring/testing";
import { type Heard, idIn } from "./history.ts";

/** A frame when it came off the wire. */
interface Arrival {
  c: ConversationId;
  n: number;
  id: ClientMessageId | null;
  at: number;
}

/** A socket without a client's manners that writes down what comes; where it ends it is opened again, and nothing is asked for. */
export interface Listener {
  readonly account: AccountId;
  readonly heard: readonly Heard[];
  /** All frames of entries since this was asked for the last time. */
  takeArrivals(): Arrival[];
  /** When the last byte of a conversation came. */
  lastOf(c: ConversationId): number | undefined;
  stop(): void;
}

const AGAIN_MS = 150;
const PATIENCE_MS = 8_000;

export function listen(account: AccountId, place: Place, token: () => Promise<string>): Listener {
  const heard: Heard[] = [];
  const last = new Map<ConversationId, number>();
  let arrivals: Arrival[] = [];
  let socket: RawSocket | undefined;
  let stopped = false;

  function record(raw: RawSocket): void {
    const own = new Map<ConversationId, Heard>();
    raw.socket.onAny(
      (name: string, payload: { c?: ConversationId; e?: { n: number; kind: string; text?: string } }) => {
        const { c, e } = payload;
        if (c === undefined) return;
        last.set(c, Date.now());
        if (name !== "entry" || e === undefined) return;
        const frame = { n: e.n, id: e.kind === "message" ? idIn(e.text) : null };
        const known = own.get(c);
        if (known === undefined) {
          const made: Heard = { account, c, frames: [frame] };
          own.set(c, made);
          heard.push(made);
        } else known.frames.push(frame);
        arrivals.push({ c, ...frame, at: Date.now() });
      },
    );
  }

  async function keepOpen(): Promise<void> {
    while (!stopped) {
      try {
        socket = await openRawSocket(place, await token(), { withinMs: PATIENCE_MS });
        record(socket);
        if (stopped) socket.close();
        await socket.ended;
      } catch {
        // Refused, or nobody was there.
      }
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
  void keepOpen();

  return {
    account,
    heard,
    takeArrivals: () => {
      const taken = arrivals;
      arrivals = [];
      return taken;
    },
    lastOf: (c) => last.get(c),
    stop: () => {
      stopped = true;
      socket?.close();
    },
  };
}
