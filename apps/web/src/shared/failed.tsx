import { Button, EmptyState } from "@kring/ui";
import { useTranslation } from "react-i18next";
import { refusalCode } from "./call.ts";
import { NotFound } from "./not-found.tsx";
import { useRefusal } from "./use-refusal.ts";

export interface FailedProps {
  error: unknown;
  onRetry: () => void;
}

/** In place of what could not be read: the not-found page where it is absent or hidden, else why and a way to try again. */
export function Failed({ error, onRetry }: FailedProps) {
  const { t } = useTranslation("common");
  const say = useRefusal();
  if (refusalCode(error) === "not-found") return <NotFound />;
  return (
    <EmptyState title={t("error.title")} action={<Button onPress={onRetry}>{t("retry")}</Button>}>
      <p>{say(error)}</p>
    </EmptyState>
  );
}
