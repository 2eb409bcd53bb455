import type { Me } from "@kring/domain/contract";

/** The parts of the app, in the order of the main menu. */
export type Place =
  | "home"
  | "conversations"
  | "circle"
  | "clients"
  | "tools"
  | "professionals"
  | "log"
  | "settings"
  | "inbox";

export const pathOf: Record<Place, string> = {
  home: "/",
  conversations: "/conversations",
  circle: "/circle",
  clients: "/clients",
  tools: "/tools",
  professionals: "/professionals",
  log: "/log",
  settings: "/settings",
  inbox: "/inbox",
};

/** The parts that the server says this account has. */
export function placesFor({ account, can }: Me): Place[] {
  const hasOwnCircle = account.kind !== "professional";
  const places: [Place, boolean][] = [
    ["home", true],
    ["conversations", true],
    ["circle", hasOwnCircle],
    ["clients", can.seeCaseload || can.seeAllClients],
    ["tools", hasOwnCircle],
    ["professionals", can.seeProfessionals],
    ["log", can.readLog],
    ["settings", can.manageSettings],
    ["inbox", true],
  ];
  return places.filter(([, has]) => has).map(([place]) => place);
}

const firstOnPhone: Place[] = ["home", "conversations", "circle", "clients", "tools", "log", "settings", "inbox"];

/** The bar of a phone holds four of them and one's own name, under which the others stand. */
export function onPhoneBar(places: Place[]): Set<Place> {
  return new Set(firstOnPhone.filter((place) => places.includes(place)).slice(0, 4));
}
