import type { ClientHead } from "@kring/domain/contract";

export type ClientSection = ClientHead["sections"][number];

/** Where a page of a client account lives. */
export const pathOfSection = (clientId: string, section: ClientSection): string =>
  section === "dashboard" ? `/clients/${clientId}` : `/clients/${clientId}/${section}`;

/** Which page of the account a path is of: "/clients/1/tools/2" is of the tools. */
export const sectionOfPath = (path: string): string => path.split("/").filter(Boolean)[2] ?? "dashboard";
