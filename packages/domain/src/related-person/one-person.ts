/** A standing link of a related person to a client. */
export interface StandingLink {
  id: string;
  relatedPersonId: string | null;
  inviterKind: string;
}

/**
 * V-03: the client's own link of the person whom this therapist's link is of; null where there is none that the client may know of.
 * Name and address of whom they invited are theirs to know; of whom only therapists invited it is the name, which two may share.
 */
export const ownLinkOfSamePerson = (link: StandingLink, standing: readonly StandingLink[]): string | null =>
  link.inviterKind === "client" || link.relatedPersonId === null
    ? null
    : (standing.find((one) => one.inviterKind === "client" && one.relatedPersonId === link.relatedPersonId)?.id ??
      null);
