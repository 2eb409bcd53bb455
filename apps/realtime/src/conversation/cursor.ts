import { Refused } from "@kring/domain/contract";

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A moment in microseconds and an id: where the page before ended. */
export function parseCursor(cursor: string): [string, string] {
  const [, moment, id] = /^(\d{1,17})\.([0-9a-f-]{36})$/.exec(cursor) ?? [];
  if (moment === undefined || id === undefined || !ID.test(id)) {
    throw new Refused("invalid-input", { fields: ["cursor"] });
  }
  return [moment, id];
}
