import { createContext, useContext } from "react";

/** What has to happen after another account of the same sign-in was chosen; the app knows. */
export const SwitchAccountContext = createContext<() => void>(() => {});

export const useSwitchAccount = (): (() => void) => useContext(SwitchAccountContext);
