import { useTranslation } from "react-i18next";
import type { SayAct } from "./model/who-will-read.ts";

/** The texts about starting and changing conversations, with the words that all pages share. */
export const useSayAct = (): SayAct => useTranslation(["conversation-acts", "common"]).t;
