import type { Attachment, ClientMessageId, Entry, Handle } from "@kring/domain/contract";

/** A row of `entry` as the statements here select it. */
export interface EntryRow {
  seq: number;
  kind: Entry["kind"];
  sender: Handle | null;
  client_id: ClientMessageId | null;
  at: Date;
  body: Buffer | null;
  deleted: boolean;
  ref: number | null;
  files: Attachment[] | null;
  edited_at: Date | null;
}

/** An entry on its way to a room: the sender's own id stays apart, since only their devices may get it. */
export interface Numbered {
  e: Entry;
  id?: ClientMessageId | undefined;
}

export const ENTRY_COLUMNS =
  "e.seq, e.kind, e.sender, e.client_id, e.at, e.body, e.deleted, e.ref, e.files, e.edited_at";

/** A stored entry as everybody in the conversation may see it. */
function toEntry(row: EntryRow): Entry {
  const numbered = { n: row.seq, at: row.at.getTime() };
  if (row.kind === "closed") return { ...numbered, kind: "closed" };
  if (row.sender === null) throw new Error(`An entry of kind ${row.kind} has no sender`);
  if (row.kind === "joined" || row.kind === "left") return { ...numbered, kind: row.kind, by: row.sender };
  if (row.kind !== "message") {
    if (row.ref === null) throw new Error(`An entry of kind ${row.kind} is about no message`);
    return { ...numbered, kind: row.kind, by: row.sender, of: row.ref };
  }
  return {
    ...numbered,
    kind: "message",
    by: row.sender,
    text: row.body?.toString("utf8") ?? "",
    ...(row.ref === null ? {} : { re: row.ref }),
    ...(row.files === null ? {} : { files: row.files }),
    ...(row.edited_at === null ? {} : { edited: row.edited_at.getTime() }),
    ...(row.deleted ? { deleted: true as const } : {}),
  };
}

/** With the sender's own id, for their devices. */
export function withOwnId({ e, id }: Numbered): Entry {
  return e.kind === "message" && id !== undefined ? { ...e, id } : e;
}

export const toNumbered = (row: EntryRow): Numbered =>
  row.client_id === null ? { e: toEntry(row) } : { e: toEntry(row), id: row.client_id };
