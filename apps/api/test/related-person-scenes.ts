import {
  acceptInvitation,
  type Language,
  listOwnLinks,
  listOwnRelatedPersons,
  listRelatedPersons,
  RelatedPersonRecord,
} from "@kring/domain/contract";
import type { DemoName } from "@kring/domain/demo";
import type { Browser } from "./browser.ts";
import { tokenTo } from "./mailed.ts";
import { onClient } from "./relation-scenes.ts";
import { STRONG, type World } from "./world.ts";

export const OWN = "/api/v1/own/related-persons";
export const onRelatedPersons = (client: DemoName) => `${onClient(client)}/related-persons`;

/** A client invites for themself. */
export const inviteAsClient = async (
  client: Browser,
  email: string,
  name = "Mila Jansen",
  language?: Language,
): Promise<RelatedPersonRecord> => (await client.post(OWN, { name, email, language })).as(RelatedPersonRecord);

/** A therapist invites for a client, who gave permission. */
export const inviteFor = async (
  therapist: Browser,
  client: DemoName,
  email: string,
  name = "Mila Jansen",
): Promise<RelatedPersonRecord> =>
  (await therapist.post(onRelatedPersons(client), { name, email, permission: true })).as(RelatedPersonRecord);

/** Opens the `nth` mail to an address, with a password, and signs in as the related person. */
export async function openMail(world: World, email: string, password = STRONG, nth = 0): Promise<Browser> {
  const token = await tokenTo(world, email, "invitation", nth);
  const opened = await world.browser().post(acceptInvitation.path, { token, password });
  if (opened.status !== 204) throw new Error(`The invitation could not be opened: ${opened.text}`);
  const browser = world.browser();
  await browser.post("/api/v1/sign-in", { email, password });
  return browser;
}

export const invitationsOf = async (person: Browser) =>
  (await person.get("/api/v1/links")).as(listOwnLinks.response).invitations;
export const linksOf = async (person: Browser) => (await person.get("/api/v1/links")).as(listOwnLinks.response).links;

/** Accepts the only invitation there is. */
export async function acceptOnly(person: Browser) {
  const invitations = await invitationsOf(person);
  if (invitations.length !== 1) throw new Error(`There are ${invitations.length} invitations`);
  return person.post(`/api/v1/links/${invitations[0]?.id}/acceptance`);
}

export const pageFor = async (therapist: Browser, client: DemoName) =>
  (await therapist.get(onRelatedPersons(client))).as(listRelatedPersons.response);
export const ownPage = async (client: Browser) => (await client.get(OWN)).as(listOwnRelatedPersons.response);

export const acceptance = (linkId: string) => `/api/v1/links/${linkId}/acceptance`;

/** How a record stands in the table. */
export async function stateOf(world: World, linkId: string) {
  const [row] = await world.sql("SELECT accepted_at, ended_at, end_reason FROM related_person_link WHERE id = $1", [
    linkId,
  ]);
  return { accepted: row?.accepted_at !== null, ended: row?.ended_at !== null, why: row?.end_reason };
}
