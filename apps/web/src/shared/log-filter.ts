import { AccountId, Day, Ground } from "@kring/domain/contract";

/** The filters of the log as they stand in the address bar: days, opaque ids and a ground, no names. */
export interface LogFilter {
  from?: string;
  until?: string;
  actorId?: string;
  clientId?: string;
  ground?: Ground;
}

const parts = { from: Day, until: Day, actorId: AccountId, clientId: AccountId, ground: Ground } as const;

/** What of an address is a filter; the rest is left out. */
export function readLogFilter(search: Record<string, unknown>): LogFilter {
  const read = Object.entries(parts).flatMap(([name, part]) => {
    const parsed = part.safeParse(search[name]);
    return parsed.success ? [[name, parsed.data]] : [];
  });
  return Object.fromEntries(read);
}
