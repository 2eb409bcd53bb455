import { randomUUID } from "node:crypto";
import { CONTRACT_VERSION } from "@kring/domain/contract";
import WebSocket from "ws";
import type { Person } from "../crowd.ts";

/** How a server under load is spoken to: Kring's own events, the events of a room, or frames of a bare WebSocket. */
type Speech = "kring" | "room" | "bare";

export interface Place {
  speech: Speech;
  /** People are spread over them in turn. */
  ports: readonly number[];
}

/** What a line hears; a message is known by the mark in its text. */
export interface Ears {
  acknowledged(mark: number, refused: string | undefined): void;
  delivered(mark: number, bytes: number): void;
  closed(): void;
}

/** One person's connection, without the cost of a client library: what is measured is the server. */
export interface Line {
  person: Person;
  say(mark: number, text: string): void;
  /** Any other event; gives what the server answers. */
  ask(event: string, payload: unknown): Promise<unknown>;
  /** Bytes that came in. */
  readonly bytes: number;
  /** What the server said when it let the person in. */
  readonly welcome: string;
  close(): void;
}

const SOCKET_IO = "/socket.io/?EIO=4&transport=websocket";

const MARK_DIGITS = 7;
/** Letters that the mark adds to each text. */
export const MARK_LENGTH = MARK_DIGITS + 2;
const markText = (mark: number, text: string): string => `#${String(mark).padStart(MARK_DIGITS, "0")}#${text}`;

function readMark(frame: string): number {
  const from = frame.indexOf("#") + 1;
  return from === 0 ? -1 : Number(frame.slice(from, frame.indexOf("#", from)));
}

/** Resolves when the server lets this person hear everything. */
export function openLine({ speech, ports }: Place, person: Person, turn: number, ears: Ears): Promise<Line> {
  const port = ports[turn % ports.length];
  const path = speech === "bare" ? `/?room=${person.conversation}` : SOCKET_IO;
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { perMessageDeflate: false, skipUTF8Validation: true });
  const answers = new Map<number, (answer: unknown) => void>();
  let asked = 0;
  let bytes = 0;
  let welcome = "";

  const line: Line = {
    person,
    say: (mark, text) => socket.send(toFrame(speech, person, mark, text)),
    ask: (event, payload) =>
      new Promise((resolve) => {
        // Marks count from 0 up, so questions from the end down.
        const id = Number.MAX_SAFE_INTEGER - asked++;
        answers.set(id, resolve);
        socket.send(`42${id}${JSON.stringify([event, payload])}`);
      }),
    get bytes() {
      return bytes;
    },
    get welcome() {
      return welcome;
    },
    close: () => socket.close(),
  };

  return new Promise((resolve, reject) => {
    const ready = speech === "kring" ? '42["hello"' : "40";

    const heard = speech === "kring" ? '42["entry"' : '42["said"';

    function hear(data: Buffer): void {
      const frame = data.toString();
      bytes += data.length;
      if (speech === "bare") ears.delivered(readMark(frame), data.length);
      else if (frame.startsWith("43")) hearAnswer(frame);
      else if (frame.startsWith(heard)) ears.delivered(readMark(frame), data.length);
      else if (frame === "2") socket.send("3");
      else if (frame.startsWith("0")) socket.send(`40${JSON.stringify(introduce(speech, person))}`);
      else if (frame.startsWith(ready)) welcomed(frame);
      else if (frame.startsWith("44")) reject(new Error(`A connection was refused: ${frame}`));
    }
    function welcomed(frame: string): void {
      welcome = frame;
      resolve(line);
    }
    function hearAnswer(frame: string): void {
      const end = frame.indexOf("[");
      const id = Number(frame.slice(2, end));
      const answer = answers.get(id);
      answers.delete(id);
      if (answer) answer(JSON.parse(frame.slice(end))[0]);
      else ears.acknowledged(id, frame.includes('"ok":true') ? undefined : JSON.parse(frame.slice(end))[0].error.code);
    }

    socket.on("message", hear);
    socket.on("open", () => speech === "bare" && resolve(line));
    socket.on("error", reject);
    socket.on("close", (code) => {
      reject(new Error(`A connection was closed with ${code}`));
      ears.closed();
    });
  });
}

const introduce = (speech: Speech, { conversation, account, token }: Person) =>
  speech === "kring" ? { token, version: CONTRACT_VERSION } : { room: conversation, sender: account };

function toFrame(speech: Speech, { conversation }: Person, mark: number, text: string): string {
  const marked = JSON.stringify(markText(mark, text));
  if (speech === "bare") return marked;
  if (speech === "room") return `42${mark}["say",${marked}]`;
  return `42${mark}["message.send",{"c":"${conversation}","id":"${randomUUID()}","text":${marked}}]`;
}
