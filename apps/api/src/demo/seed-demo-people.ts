import { DEMO_PASSWORD, demoClients, demoLinks, demoPeople, demoRelations } from "@kring/domain/demo";
import { createAccount } from "../account/index.ts";
import { hashPassword } from "../auth/index.ts";
import type { Change, Database } from "../database.ts";
import { createLink } from "../link/index.ts";
import { createRelation } from "../relation/index.ts";
import { createSignIn, findSignIn } from "../sign-in/index.ts";
import { seedDemoTools } from "./seed-demo-tools.ts";

const ago = (days: number) => new Date(Date.now() - days * 86_400_000);

/** Makes the people of the demo and their ties, all or none; false where they are there already. */
export async function seedDemoPeople(database: Database): Promise<boolean> {
  const people = Object.values(demoPeople);
  const [first] = people;
  if (first && (await findSignIn(database.db, first.email))) return false;
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  await database.change(async (change) => {
    for (const { accountId, email, kind, language, name, roles } of people) {
      const signInId = await createSignIn(change.db, { email, language, passwordHash });
      await createAccount(change, { id: accountId, signInId, kind, roles, name });
    }
    for (const { client, clientNumber, born } of demoClients) {
      const accountId = demoPeople[client].accountId;
      await change.db.clientDetails.create({ data: { accountId, clientNumber, born: new Date(born) } });
    }
    await seedTies(change);
    await seedDemoTools(change);
  });
  return true;
}

async function seedTies(change: Change): Promise<void> {
  for (const { professional, client, daysAgo } of demoRelations) {
    await createRelation(change, {
      professionalId: demoPeople[professional].accountId,
      clientId: demoPeople[client].accountId,
      since: ago(daysAgo),
    });
  }
  for (const { linkId, relatedPerson, client, inviter, inviterKind, screenName, daysAgo } of Object.values(demoLinks)) {
    await createLink(change, {
      id: linkId,
      relatedPersonId: demoPeople[relatedPerson].accountId,
      clientId: demoPeople[client].accountId,
      inviterId: demoPeople[inviter].accountId,
      inviterKind,
      screenName,
      acceptedAt: ago(daysAgo),
    });
  }
}
