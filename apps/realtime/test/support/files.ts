import { readdir } from "node:fs/promises";
import type { Attachment, AttachmentId, ConversationId, Problem } from "@kring/domain/contract";
import type { DemoName } from "@kring/domain/demo";
import sharp from "sharp";
import { expect } from "vitest";
import { idOf } from "./cast.ts";
import { type Stage, startStage, type TestGateway } from "./stage.ts";

export const CANARY = "kring-canary-7f3a";
export const PDF = Buffer.from("%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n");

export async function setStage() {
  const stage = await startStage();
  const gateway = await stage.gateway();
  const c = await stage.start(["emma", "sanne", "fatima"]);
  return { stage, gateway, c };
}

export const pathOf = (c: ConversationId, id?: AttachmentId) =>
  `/realtime/v1/conversations/${c}/attachments${id === undefined ? "" : `/${id}`}`;

export async function upload(
  { stage, gateway, c }: { stage: Stage; gateway: TestGateway; c: ConversationId },
  name: DemoName,
  body: Buffer,
  fileName?: string,
): Promise<Response> {
  return fetch(gateway.url + pathOf(c), {
    method: "POST",
    headers: {
      authorization: `Bearer ${await stage.token(idOf(name))}`,
      "content-type": "application/octet-stream",
      ...(fileName === undefined ? {} : { "kring-file-name": encodeURIComponent(fileName) }),
    },
    body: new Uint8Array(body),
  });
}

export async function uploaded(...given: Parameters<typeof upload>): Promise<Attachment> {
  const response = await upload(...given);
  expect(response.status).toBe(201);
  return (await response.json()) as Attachment;
}

export const codeOf = async (response: Response) => ((await response.json()) as Problem).code;

/** Every file under the folder, those on their way in apart. */
export async function listBytes({ folder }: Stage): Promise<string[]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  return files.filter((file) => file.isFile()).map(({ name }) => name);
}

export const picture = (width = 1200, height = 800) =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 30, b: 90 } } });
