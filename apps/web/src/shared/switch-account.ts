import { createContext, useContext } from "react";

/** Goes on at a path of the app, home where none is named. */
type Switched = (path?: string) => void;

/** What has to happen after another account of the same sign-in was chosen; the app knows. */
export const SwitchAccountContext = createContext<Switched>(() => {});

export const useSwitchAccount = (): Switched => useContext(SwitchAccountContext);
