import { useTranslation } from "react-i18next";
import type { Say } from "./model/people.ts";

/** The texts of conversations, with the words that all pages share. */
export const useSay = (): Say => useTranslation(["conversation", "message", "common"]).t;
