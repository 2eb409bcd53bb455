import { useTranslation } from "react-i18next";
import { refusalCode } from "./call.ts";

/** Says a refusal in the reader's words. */
export function useRefusal(): (error: unknown) => string {
  const { t } = useTranslation("common");
  return (error) => t(`refusals.${refusalCode(error)}`);
}
