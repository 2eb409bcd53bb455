import { QuickExit } from "@kring/ui";
import { createContext, useContext } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "./me.ts";

export interface Leave {
  /** Signs out and shows the sign-in page, which says why where the reader may wonder. */
  signOut: (why?: "account-ended") => Promise<void>;
  /** Signs out and shows a page that has nothing to do with care, at once. */
  quickly: () => void;
}

/** The ways out; the app knows what has to be cleared. */
export const LeaveContext = createContext<Leave>({ signOut: async () => {}, quickly: () => {} });

export const useLeave = (): Leave => useContext(LeaveContext);

/** Clients and related persons may have somebody looking over their shoulder. */
export const useMayNeedExit = (): boolean => useMe().account.kind !== "professional";

/** The last thing top right, on every page of a client or a related person. */
export function QuickExitButton() {
  const { t } = useTranslation("common");
  const { quickly } = useLeave();
  if (!useMayNeedExit()) return null;
  return <QuickExit label={t("quickExit.label")} hint={t("quickExit.hint")} onExit={quickly} />;
}
