import type { AnyEntry, Attachment, ClientMessageId, Handle } from "@kring/domain/contract";

/** A row of `entry` as the statements here select it. */
export interface EntryRow {
  seq: number;
  kind: string;
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
  e: AnyEntry;
  id?: ClientMessageId | undefined;
}

export const ENTRY_COLUMNS =
  "e.seq, e.kind, e.sender, e.client_id, e.at, e.body, e.deleted, e.ref, e.files, e.edited_at";

const ofPersons = ["message", "joined", "left", "edited", "deleted"] as const;
const isOfPerson = (kind: string): kind is (typeof ofPersons)[number] =>
  (ofPersons as readonly string[]).includes(kind);

/** A stored entry as everybody in the conversation may see it. */
function toEntry(row: EntryRow): AnyEntry {
  const numbered = { n: row.seq, at: row.at.getTime() };
  const { kind } = row;
  if (kind === "closed") return { ...numbered, kind };
  if (!isOfPerson(kind)) return { ...numbered, kind: "unknown" };
  if (row.sender === null) throw new Error(`An entry of kind ${kind} has no sender`);
  if (kind === "joined" || kind === "left") return { ...numbered, kind, by: row.sender };
  if (kind !== "message") {
    if (row.ref === null) throw new Error(`An entry of kind ${kind} is about no message`);
    return { ...numbered, kind, by: row.sender, of: row.ref };
  }
  return {
    ...numbered,
    kind,
    by: row.sender,
    text: row.body?.toString("utf8") ?? "",
    ...(row.ref === null ? {} : { re: row.ref }),
    ...(row.files === null ? {} : { files: row.files }),
    ...(row.edited_at === null ? {} : { edited: row.edited_at.getTime() }),
    ...(row.deleted ? { deleted: true as const } : {}),
  };
}

/** With the sender's own id, for their devices. */
export function withOwnId({ e, id }: Numbered): AnyEntry {
  return e.kind === "message" && id !== undefined ? { ...e, id } : e;
}

export const toNumbered = (row: EntryRow): Numbered =>
  row.client_id === null ? { e: toEntry(row) } : { e: toEntry(row), id: row.client_id };
