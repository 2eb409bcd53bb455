import { createContext, useContext } from "react";

/** What the reader calls the place that a path leads to; null where it is unknown or has no name of its own. */
export type NameOfPlace = (path: string) => string | null;

/** The app knows names of conversations; a notice carries none (N-02), so it is named only where it is read. */
export const PlaceNamesContext = createContext<NameOfPlace>(() => null);

export const useNameOfPlace = (): NameOfPlace => useContext(PlaceNamesContext);
