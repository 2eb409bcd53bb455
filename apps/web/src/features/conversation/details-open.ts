import { createContext, useContext } from "react";

export interface DetailsOpen {
  isOpen: boolean;
  setOpen: (isOpen: boolean) => void;
}

/** Whether the pane that says who reads stands open; stays so from one conversation to the next. */
export const DetailsOpenContext = createContext<DetailsOpen>({ isOpen: false, setOpen: () => {} });

export const useDetailsOpen = (): DetailsOpen => useContext(DetailsOpenContext);
