import { PassThrough, Readable } from "node:stream";
import { Language, Refused } from "@kring/domain/contract";
import { prismaExecutor } from "@kring/service-kit";
import type { Request } from "express";
import { ZipFile } from "yazl";
import type { Caller, Deps } from "../deps.ts";
import { appendLine } from "../log/index.ts";
import { checkPassword, countAttempt, signInLimit } from "../sign-in/index.ts";
import { collectOwnData, type OwnPart } from "./collect-own-data.ts";
import { type OwnConversation, readOwnConversations, readOwnFile } from "./own-conversations.ts";
import { conversationPage, overviewPage } from "./readable-pages.ts";

/**
 * prepares the export of the caller's own data and logs it. What can't be read at all is refused before the first byte; what
 * fails on the way breaks the file off, so that nobody takes a part for the whole.
 */
export async function exportOwnData(
  deps: Deps,
  caller: Caller,
  { password, request }: { password: string; request: Request },
): Promise<Readable> {
  const { database } = deps;
  const { account } = caller;
  const forgive = await countAttempt(deps, signInLimit, { email: account.signIn.email, request });
  await checkPassword(database.db, account.signIn.id, password);
  await forgive();
  const conversations = readOwnConversations(deps, account.id);
  const first = await conversations.next().catch((error: unknown) => {
    deps.logger.warn({ err: error }, "the conversations service did not give what an export needs");
    throw new Refused("unavailable", { retryAfterMs: 5_000 });
  });
  const client = account.kind === "client";
  await appendLine(prismaExecutor(database.db), {
    actor: { accountId: account.id, role: account.roles[0] ?? account.kind },
    action: "exported-own-data",
    clientId: client ? account.id : null,
    ground: client ? "own-account" : "platform",
  });
  const zip = new ZipFile();
  const out = zip.outputStream.pipe(new PassThrough());
  const breakOff = (error: unknown) => {
    deps.logger.error({ err: error }, "an export was broken off");
    out.destroy(new Error("The export was broken off"));
  };
  zip.on("error", breakOff);
  fill(deps, caller, zip, resumed(first, conversations)).catch(breakOff);
  return out;
}

async function* resumed<Item>(first: IteratorResult<Item>, rest: AsyncGenerator<Item>): AsyncGenerator<Item> {
  if (first.done) return;
  yield first.value;
  yield* rest;
}

async function fill(
  deps: Deps,
  caller: Caller,
  zip: ZipFile,
  conversations: AsyncIterable<OwnConversation>,
): Promise<void> {
  const language = Language.catch("nl").parse(caller.account.signIn.language);
  const add = (name: string, content: string) => zip.addBuffer(Buffer.from(content, "utf8"), name);
  const parts: OwnPart[] = [];
  for await (const part of collectOwnData(deps, caller)) {
    parts.push(part);
    add(`data/${part.name}.json`, JSON.stringify(part.content, null, 2));
  }
  const listed: { file: string; title: string | null; startedAt: number }[] = [];
  for await (const one of conversations) {
    const number = String(listed.length + 1).padStart(3, "0");
    const fileNames = new Map<string, string>();
    for (const { file, name } of filesOf(one, number)) {
      fileNames.set(file.id, name);
      // Read when its turn comes: all of somebody's files at once would fill the memory of everybody's service.
      zip.addReadStreamLazy(name, { compress: file.type === "text/plain" }, (use) => {
        readOwnFile(deps, caller.account.id, one.conversation.id, file).then(
          (bytes) => use(null, Readable.from(bytes === null ? [] : [bytes])),
          (error: unknown) => zip.emit("error", error),
        );
      });
    }
    const file = `conversations/${number}.html`;
    add(`data/conversations/${number}.json`, JSON.stringify(one, null, 2));
    add(file, conversationPage(language, one, fileNames));
    listed.push({ file, title: one.conversation.topic, startedAt: one.conversation.startedAt });
  }
  add("index.html", overviewPage(language, parts, listed));
  zip.end();
}

const endings: Record<string, string> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
  "image/gif": "gif",
  "application/pdf": "pdf",
  "text/plain": "txt",
};

/** Files by number: a name in the archive never comes from whoever sent the file. */
function filesOf({ entries }: OwnConversation, number: string) {
  const files = entries.flatMap((entry) => (entry.kind === "message" ? (entry.files ?? []) : []));
  return files.map((file, index) => ({
    file,
    name: `files/${number}-${String(index + 1).padStart(3, "0")}.${endings[file.type] ?? "bin"}`,
  }));
}
