import { AccountId, Ground, LogAction, LogDetails, type LogLine } from "../contract/index.ts";
import type { AccountKind } from "../words.ts";

/** Who reads a line: what they see of it differs. A professional is somebody: some lines are theirs alone. */
export type LogViewer = "application-manager" | "client" | { professional: AccountId };

/**
 * What tells of related persons and of conversations: of the professionals only the one who did it reads it, since the others
 * don't know of these (P-04, T-06, V-06, A-05). A line about a link record reaches the therapist whose record it is, whoever did it.
 */
export const linesOfWhoActed: readonly LogAction[] = [
  "invited-related-person",
  "resent-related-person-invitation",
  "withdrew-related-person-invitation",
  "accepted-related-person-invitation",
  "refused-related-person-invitation",
  "expired-related-person-invitation",
  "was-refused-related-person-invitation",
  "disputed-permission",
  "saw-to-permission",
  "removed-related-person",
  "ended-own-link",
  "started-conversation",
  "requested-access",
  "escalated-access",
  "granted-access",
  "declined-access",
  "recorded-access-ground",
  "deleted-message",
  "showed-own-name",
];

/** Somebody whom a line speaks of. */
export interface LogPerson {
  kind: AccountKind;
  name: string;
  /** Of a client. */
  clientNumber: string | null;
}

/** A line as it is stored: ids, no names. */
export interface StoredLine {
  n: number | null;
  /** Milliseconds since 1970-01-01 UTC. */
  at: number;
  actorId: string | null;
  actorRole: string | null;
  action: string;
  clientId: string | null;
  ground: string;
  motivation: string | null;
  details: unknown;
}

/**
 * A line as `viewer` may see it, with the names of `people` by id; null where it is not for them, or of a kind that this version
 * does not know. The motivation and what somebody searched for are the application manager's alone. A related person has
 * a name before the client only; the application manager gets the opaque id of the link, professionals no line. The place
 * in the chain is the application manager's too: its gaps would count the lines that others don't get.
 */
export function presentLine(
  viewer: LogViewer,
  line: StoredLine,
  people: ReadonlyMap<string, LogPerson>,
): LogLine | null {
  const action = LogAction.safeParse(line.action);
  const ground = Ground.safeParse(line.ground);
  const details = LogDetails.omit({ professional: true }).safeParse(line.details);
  if (!action.success || !ground.success || !details.success) return null;
  const actor = line.actorId === null ? null : people.get(line.actorId);
  const relatedPerson = actor?.kind === "related-person" || line.actorRole === "related-person";
  if (typeof viewer === "object") {
    const { link } = details.data;
    const own = link?.inviter === "therapist" && professionalIdOf(line.details) === viewer.professional;
    const did = line.actorId === viewer.professional || !linesOfWhoActed.includes(action.data);
    if (link ? !own : relatedPerson || !did) return null;
  }
  const client = line.clientId === null ? undefined : people.get(line.clientId);
  return {
    n: viewer === "application-manager" ? line.n : null,
    at: line.at,
    actor: line.actorId === null ? null : presentActor(viewer, line, actor),
    action: action.data,
    client:
      client?.kind === "client" && line.clientId !== null
        ? { id: AccountId.parse(line.clientId), name: client.name, clientNumber: client.clientNumber ?? "" }
        : null,
    ground: ground.data,
    motivation: viewer === "application-manager" ? line.motivation : null,
    details: presentDetails(viewer, details.data, professionalOf(line.details, people)),
  };
}

function presentActor(
  viewer: LogViewer,
  { actorId, actorRole: role, action }: StoredLine,
  person: LogPerson | null | undefined,
): LogLine["actor"] {
  const related = person?.kind === "related-person" || role === "related-person";
  // Who said that an invitation isn't for them is nobody whom the client knows by it (V-03).
  const hidden = related && (viewer !== "client" || action === "refused-related-person-invitation");
  return {
    id: related ? null : AccountId.parse(actorId),
    name: hidden ? "" : (person?.name ?? ""),
    role: role ?? person?.kind ?? "",
  };
}

function presentDetails(
  viewer: LogViewer,
  details: Omit<LogDetails, "professional">,
  professional: LogDetails["professional"],
): LogDetails {
  const { searchedFor, found, ...shown } = details;
  return {
    ...shown,
    ...(viewer === "application-manager" && searchedFor !== undefined ? { searchedFor } : {}),
    ...(viewer === "application-manager" && found !== undefined ? { found } : {}),
    ...(professional ? { professional } : {}),
  };
}

function professionalOf(details: unknown, people: ReadonlyMap<string, LogPerson>): LogDetails["professional"] {
  const id = professionalIdOf(details);
  const person = id === null ? undefined : people.get(id);
  return id !== null && person?.kind === "professional" ? { id: AccountId.parse(id), name: person.name } : undefined;
}

/** The professional whom the details of a stored line name, by id. */
export function professionalIdOf(details: unknown): string | null {
  if (typeof details !== "object" || details === null || !("professionalId" in details)) return null;
  return AccountId.safeParse(details.professionalId).data ?? null;
}
