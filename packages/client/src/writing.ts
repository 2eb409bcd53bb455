import { type ConversationId, type Handle, Refused } from "@kring/domain/contract";
import { type Connection, NoAnswer } from "./connection.ts";
import { type ConversationState, takeAck, takeChangeAck } from "./conversation-state.ts";
import type { Counters } from "./counters.ts";
import { beginChange, type Change, interruptChanges, nextChange, refuseChange, wakeChanges } from "./own-change.ts";
import { beginSend, interruptSends, nextToSend, refuseSend, type Send, wakeSends } from "./sends.ts";

/** Brings what one wrote, changed and deleted in one conversation to the gateway, for as long as it takes. */
export interface Writing {
  /** Sends what is next, if the connection is there. */
  pump(): void;
  /** The connection is back: what was under way or resting goes now. */
  wake(state: ConversationState): ConversationState;
  /** The connection went: whether the last emit was stored is unknown. */
  interrupt(state: ConversationState): ConversationState;
  stop(): void;
}

export interface WritingDeps {
  id: ConversationId;
  connection: Connection;
  counters: Counters;
  state(): ConversationState;
  become(next: ConversationState): void;
  me(): Handle | null;
  isPageAsked(): boolean;
  /** Asks the gateway how the conversation stands. */
  resume(): void;
}

const FIRST_REST_MS = 500;
const LONGEST_REST_MS = 10_000;

export function createWriting(deps: WritingDeps): Writing {
  const { id, connection } = deps;
  let restTimer: ReturnType<typeof setTimeout> | undefined;

  function pump(): void {
    if (!connection.isOnline()) return;
    const send = nextToSend(deps.state().sends);
    if (send !== null) emitSend(send);
    const change = nextChange(deps.state().changes);
    if (change !== null) emitChange(change);
  }

  function emitSend(send: Send): void {
    if (send.attempts > 0) deps.counters.resent++;
    deps.become({ ...deps.state(), sends: beginSend(deps.state().sends, send.id) });
    const { text, re, files } = send;
    const written = {
      text,
      ...(re === undefined ? {} : { re }),
      ...(files === undefined ? {} : { files: files.map((file) => file.id) }),
    };
    connection.emit("message.send", { c: id, id: send.id, ...written }).then(
      (stored) => {
        deps.become(takeAck(deps.state(), send.id, stored, deps.me(), deps.isPageAsked()));
        pump();
      },
      (error: unknown) =>
        notStored(error, send.attempts, (state, code) => ({ ...state, sends: refuseSend(state.sends, send.id, code) })),
    );
  }

  function emitChange(change: Change): void {
    const { id: changeId, of, what } = change;
    deps.become({ ...deps.state(), changes: beginChange(deps.state().changes, of) });
    const stored =
      what.kind === "edit"
        ? connection.emit("message.edit", { c: id, id: changeId, of, text: what.text })
        : connection.emit("message.delete", { c: id, id: changeId, of });
    stored.then(
      (answer) => {
        deps.become(takeChangeAck(deps.state(), change, answer, deps.me()));
        pump();
      },
      (error: unknown) =>
        notStored(error, change.attempts, (state, code) => ({
          ...state,
          changes: refuseChange(state.changes, change, code),
        })),
    );
  }

  function notStored(
    error: unknown,
    attempts: number,
    refuse: (state: ConversationState, code: Refused["code"]) => ConversationState,
  ): void {
    if (!(error instanceof Refused)) {
      deps.become(interrupt(deps.state()));
      // A connection that answers nothing is looked at before it is used again.
      if (error instanceof NoAnswer && connection.isOnline()) connection.wake();
      pump();
      return;
    }
    deps.become(refuse(deps.state(), error.code));
    if (error.code === "not-found") deps.resume();
    const { sends, changes } = deps.state();
    if (sends[0]?.state === "resting" || [...changes.values()].some(({ state }) => state === "resting")) {
      clearTimeout(restTimer);
      const rest = error.retryAfterMs ?? Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** attempts);
      restTimer = setTimeout(rested, rest);
    }
    pump();
  }

  function rested(): void {
    deps.become(woken(deps.state()));
    pump();
  }

  const woken = (state: ConversationState): ConversationState => ({
    ...state,
    sends: wakeSends(state.sends),
    changes: wakeChanges(state.changes),
  });
  const interrupt = (state: ConversationState): ConversationState => ({
    ...state,
    sends: interruptSends(state.sends),
    changes: interruptChanges(state.changes),
  });

  return { pump, wake: (state) => woken(interrupt(state)), interrupt, stop: () => clearTimeout(restTimer) };
}
