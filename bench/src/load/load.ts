import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Person } from "../crowd.ts";
import type { Missed } from "./catch-up.ts";
import type { Flood, Flooded } from "./flood.ts";
import type { Outcome, Task } from "./runs.ts";
import type { Place } from "./wire.ts";

/** What a load can be told to do. */
export interface Commands {
  connect: { given: { place: Place; people: readonly Person[]; atOnce: number }; gives: { seconds: number } };
  run: { given: Task; gives: Outcome };
  catchUp: { given: Missed; gives: { seconds: number; entries: number; requests: number; bytes: number } };
  flood: { given: Flood; gives: Flooded };
  disconnect: { given: null; gives: undefined };
}

export interface Load {
  tell<Name extends keyof Commands>(name: Name, given: Commands[Name]["given"]): Promise<Commands[Name]["gives"]>;
  stop(): Promise<void>;
}

/** Starts a load without anybody connected. */
export async function startLoad(): Promise<Load> {
  const child: ChildProcess = fork(join(import.meta.dirname, "process.ts"));
  await once(child, "message");
  let answered: (answer: { gives?: unknown; error?: string }) => void = () => {};
  child.on("message", (answer: { gives?: unknown; error?: string }) => answered(answer));
  child.on("exit", () => answered({ error: "The load ended" }));
  return {
    tell: async (name, given) => {
      const answer = new Promise<{ gives?: unknown; error?: string }>((resolve) => {
        answered = resolve;
      });
      child.send({ name, given });
      const { gives, error } = await answer;
      if (error !== undefined) throw new Error(error);
      return gives as Commands[typeof name]["gives"];
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.disconnect();
      await once(child, "exit");
    },
  };
}
