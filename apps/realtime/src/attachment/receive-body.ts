import { open } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { ATTACHMENT_MAX_BYTES, Refused } from "@kring/domain/contract";

/** Writes a body to a new file while it comes in, and gives its size; stops at the first byte that is too many. */
export async function receiveBody(request: IncomingMessage, path: string): Promise<number> {
  if (request.headers["content-encoding"] !== undefined) throw new Refused("invalid-input");
  if (Number(request.headers["content-length"]) > ATTACHMENT_MAX_BYTES) throw new Refused("too-large");
  const file = await open(path, "wx", 0o600);
  let size = 0;
  try {
    // The request stays open, so that the refusal can be sent.
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > ATTACHMENT_MAX_BYTES) throw new Refused("too-large");
      await file.appendFile(chunk);
    }
  } catch (error) {
    // Cut off by the sender: nobody hears the answer.
    if (request.destroyed && !request.complete) throw new Refused("invalid-input");
    throw error;
  } finally {
    await file.close();
  }
  return size;
}
