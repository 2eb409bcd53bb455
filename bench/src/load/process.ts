import { performance } from "node:perf_hooks";
import { catchUp } from "./catch-up.ts";
import { flood } from "./flood.ts";
import type { Commands } from "./load.ts";
import { connectAll, type Party } from "./runs.ts";

/** The load, in a process of its own: it takes no turn of any server's event loop. */
let party: Party | undefined;

const present = (): Party => {
  if (!party) throw new Error("Nobody is connected");
  return party;
};

const commands: { [Name in keyof Commands]: (given: Commands[Name]["given"]) => Promise<Commands[Name]["gives"]> } = {
  connect: async ({ place, people, atOnce }) => {
    const from = performance.now();
    party = await connectAll(place, people, atOnce);
    return { seconds: (performance.now() - from) / 1000 };
  },
  run: (task) => present().run(task),
  catchUp: (wanted) => catchUp(present().lines, wanted),
  flood,
  disconnect: async () => {
    party?.close();
    party = undefined;
    return undefined;
  },
};

process.on("message", ({ name, given }: { name: keyof Commands; given: never }) => {
  commands[name](given).then(
    (gives) => process.send?.({ gives }),
    (error: unknown) => process.send?.({ error: error instanceof Error ? error.message : String(error) }),
  );
});
process.on("disconnect", () => process.exit(0));
process.send?.({ ready: true });
