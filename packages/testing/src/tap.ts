import { connect, createServer, type Socket } from "node:net";

/** A TCP connection in the middle: keeps what passed (unless told not to), and can be cut, slowed or left half open. */
export interface Tap {
  readonly port: number;
  /** Everything that passed so far, in both directions. */
  bytes(): Buffer;
  connections(): number;
  /** Ends every connection and takes no new one until `restore`. */
  cut(): void;
  /** Lets connections stand and passes nothing on, as a network that has silently gone; or only no answers. */
  halfOpen(lost?: "everything" | "answers"): void;
  /** Passes everything on so much later. */
  delay(ms: number): void;
  /** Connections come as if from a network that sends everything twice: each has a second one, whose answers get lost. */
  repeat(): void;
  restore(): void;
  stop(): Promise<void>;
}

export async function startTap(targetPort: number, { keeps = true }: { keeps?: boolean } = {}): Promise<Tap> {
  const open = new Set<Socket>();
  const seen: Buffer[] = [];
  let mode: "open" | "cut" | "half-open" | "no-answers" = "open";
  let delayMs = 0;
  let repeats = false;

  function pass(from: Socket, to: Socket, isAnswer: boolean): void {
    open.add(from);
    from.setNoDelay(true);
    from.on("data", (bytes) => {
      if (mode === "half-open" || (mode === "no-answers" && isAnswer)) return;
      if (keeps) seen.push(bytes);
      if (delayMs === 0) to.write(bytes);
      else setTimeout(() => to.writable && to.write(bytes), delayMs);
    });
    from.on("error", () => from.destroy());
    from.on("close", () => {
      open.delete(from);
      if (mode === "open" || mode === "cut") to.destroySoon();
    });
  }

  function shadow(client: Socket): void {
    const second = connect({ host: "127.0.0.1", port: targetPort });
    open.add(second);
    second.on("error", () => second.destroy());
    second.on("close", () => open.delete(second));
    second.resume();
    client.on("data", (bytes) => second.writable && second.write(bytes));
    client.on("close", () => second.destroy());
  }

  const server = createServer((client) => {
    if (mode === "cut") return client.destroy();
    const target = connect({ host: "127.0.0.1", port: targetPort });
    if (repeats) shadow(client);
    pass(client, target, false);
    pass(target, client, true);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host: "127.0.0.1", port: 0 }, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("A tap listens on a port.");

  const endAll = (): void => {
    for (const socket of open) socket.destroy();
  };
  return {
    port: address.port,
    bytes: () => Buffer.concat(seen),
    connections: () => open.size / 2,
    cut: () => {
      mode = "cut";
      endAll();
    },
    halfOpen: (lost = "everything") => {
      mode = lost === "answers" ? "no-answers" : "half-open";
    },
    delay: (ms) => {
      delayMs = ms;
    },
    repeat: () => {
      repeats = true;
      endAll();
    },
    restore: () => {
      // What was swallowed can't be made up for: those connections are void.
      if (mode !== "cut") endAll();
      mode = "open";
      delayMs = 0;
      repeats = false;
    },
    stop: () =>
      new Promise((resolve) => {
        mode = "cut";
        endAll();
        server.close(() => resolve());
      }),
  };
}
