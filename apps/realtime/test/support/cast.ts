import type { AccountId, DirectoryAccount, DirectoryLink, EventId } from "@kring/domain/contract";
import { type DemoName, demoLinks, demoPeople, demoRelations } from "@kring/domain/demo";
import type { Accounts } from "./accounts.ts";

export const idOf = (name: DemoName): AccountId => demoPeople[name].accountId;

export const recordOf = (name: DemoName, changes: Partial<DirectoryAccount> = {}): DirectoryAccount => {
  const { accountId: id, kind, name: fullName, roles } = demoPeople[name];
  return { id, kind, name: fullName, roles: [...roles], active: true, absence: null, ...changes };
};

export function linkOf(name: keyof typeof demoLinks, changes: Partial<DirectoryLink> = {}): DirectoryLink {
  const link = demoLinks[name];
  return {
    id: link.linkId,
    relatedPersonId: idOf(link.relatedPerson),
    clientId: idOf(link.client),
    inviterId: idOf(link.inviter),
    inviterKind: link.inviterKind,
    screenName: link.screenName,
    showsTyping: false,
    showsReceipts: false,
    active: true,
    ...changes,
  };
}

/** Tells the accounts service of everybody in the demo. */
export async function introduce(accounts: Accounts): Promise<EventId> {
  for (const name of Object.keys(demoPeople) as DemoName[]) await accounts.put(recordOf(name));
  for (const { professional, client } of demoRelations) await accounts.relate(idOf(professional), idOf(client));
  await accounts.putLink(linkOf("fatima"));
  await accounts.putLink(linkOf("youssef"));
  return accounts.putLink(linkOf("pieter"));
}
