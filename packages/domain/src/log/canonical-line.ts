/** Everything of a line that its hash covers. */
export interface ChainedLine {
  /** Its place in the chain: 1, 2, 3 … without gaps. */
  n: number;
  id: string;
  /** Milliseconds since 1970-01-01 UTC. */
  at: number;
  actorId: string | null;
  actorRole: string | null;
  action: string;
  clientId: string | null;
  ground: string;
  motivation: string | null;
  /** As the database writes it, so that no byte of it can change unseen. */
  details: string;
  requestId: string | null;
}

/**
 * The text of a line that is hashed: a JSON list, so that no two lines give the same text. Its first word names this form;
 * another form gets another word, and lines written before keep theirs. The hash of a line is the SHA-256, in lower-case hexadecimal,
 * of the hash before it (empty for the first), a newline, and this text in UTF-8.
 */
export const canonicalLine = (line: ChainedLine): string =>
  JSON.stringify([
    "kring-log-1",
    line.n,
    line.id,
    line.at,
    line.actorId,
    line.actorRole,
    line.action,
    line.clientId,
    line.ground,
    line.motivation,
    line.details,
    line.requestId,
  ]);
