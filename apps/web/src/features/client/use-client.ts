import type { ClientHead } from "@kring/domain/contract";
import { createContext, useContext } from "react";

/** The client whose account is open. */
export const ClientContext = createContext<ClientHead | null>(null);

export function useClient(): ClientHead {
  const client = useContext(ClientContext);
  if (client === null) throw new Error("Only pages of a client account have a client.");
  return client;
}

/** "Emma", for sentences in which the whole name would be stiff. */
export const firstNameOf = (name: string): string => name.split(" ")[0] ?? name;
