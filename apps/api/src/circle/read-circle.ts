import { ownLinkOfSamePerson } from "@kring/domain";
import { AccountId, type Circle, InviterKind, LinkId, Refused, RelateRequestId, Role } from "@kring/domain/contract";
import type { Caller, Deps } from "../deps.ts";
import { type ClientLinkRow, countSeenRelatedPersons, listLinksOfClient } from "../link/index.ts";
import { listPendingOfClient, withNames } from "../relate-request/index.ts";
import { listGuides } from "../relation/index.ts";
import {
  type CircleProfessional,
  listCircleProfessionals,
  listTemporary,
  type TemporaryReader,
} from "./circle-store.ts";

/** Who sees the client's account or talks with them, since when, on what ground; for the client alone. */
export async function readCircle({ database }: Deps, { account, accountId }: Caller): Promise<Circle> {
  if (account.kind !== "client") throw new Refused("not-found");
  const { db } = database;
  const [professionals, guides, pending, temporary, links, numberSeen] = await Promise.all([
    listCircleProfessionals(db, accountId),
    listGuides(db, accountId),
    listPendingOfClient(db, accountId),
    listTemporary(db, accountId),
    listLinksOfClient(db, accountId),
    countSeenRelatedPersons(db, accountId),
  ]);
  const requests = await withNames(db, pending);
  const guidedBy = (id: string) =>
    guides.filter(({ guideId }) => guideId === id).map(({ catalogueKey }) => catalogueKey);
  return {
    professionals: professionals.map((row) => presentProfessional(row, guidedBy(row.id))),
    requests: requests.map(({ id, professionalId, names, createdAt, expiresAt }) => {
      const reader = temporary.find((one) => one.id === professionalId);
      return {
        id: RelateRequestId.parse(id),
        professional: { name: names.get(professionalId) ?? "" },
        at: createdAt.getTime(),
        expiresAt: expiresAt.getTime(),
        temporary: reader ? spanOf(reader) : null,
      };
    }),
    // Everybody stands in the circle once: who also asks for a relation, there.
    temporary: temporary.flatMap((reader) =>
      requests.some(({ professionalId }) => professionalId === reader.id)
        ? []
        : [{ professional: { name: reader.name }, ...spanOf(reader) }],
    ),
    relatedPersons: links.map((link) => presentLink(link, links)),
    numberSeen,
  };
}

const spanOf = ({ since, until }: TemporaryReader) => ({ since: since.getTime(), until: until.getTime() });

function presentProfessional(row: CircleProfessional, guides: string[]): Circle["professionals"][number] {
  const { absentFrom: from, absentUntil: until, note, absentNow } = row;
  const absent = from !== null && until !== null && note !== null;
  return {
    id: AccountId.parse(row.id),
    name: row.name,
    roles: row.roles.filter((role): role is Role => Role.safeParse(role).success),
    since: row.since.getTime(),
    guides,
    absence: absent ? { from, until, note, now: absentNow === true } : null,
    endingWished: row.endingWished,
  };
}

/** The screen name of a therapist's link is between that therapist and the related person. */
function presentLink(link: ClientLinkRow, standing: readonly ClientLinkRow[]): Circle["relatedPersons"][number] {
  const kind = InviterKind.parse(link.inviterKind);
  return {
    linkId: LinkId.parse(link.id),
    name: link.relatedPerson?.name ?? "",
    invitedBy: { kind, name: link.inviter.name },
    screenName: kind === "client" ? link.screenName : null,
    since: link.acceptedAt?.getTime() ?? 0,
    samePersonAs: LinkId.nullable().parse(ownLinkOfSamePerson(link, standing)),
  };
}
