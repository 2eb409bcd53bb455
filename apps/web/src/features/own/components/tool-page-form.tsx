import { Refused, type ToolAnswers, type ToolPage, type ToolView } from "@kring/domain/contract";
import { Button, FieldError } from "@kring/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { clockTime } from "../../../shared/dates.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { ownToolQuery, ownToolsQuery, savePage } from "../api/tools.ts";
import type { SaveState } from "../model/autosave.ts";
import { openQuestions } from "../model/open-questions.ts";
import { useAutosave } from "../use-autosave.ts";
import { ToolFields } from "./tool-fields.tsx";

export interface ToolPageFormProps {
  tool: ToolView;
  entry: number;
  page: ToolPage;
  /** The words of the button that closes the page. */
  submitLabel: string;
  onDone: (tool: ToolView) => void;
}

/** The questions of the page that is open. What is typed is saved by itself; the button closes the page. */
export function ToolPageForm({ tool, entry, page, submitLabel, onDone }: ToolPageFormProps) {
  const { t } = useTranslation(["own", "common"]);
  const say = useRefusal();
  const queryClient = useQueryClient();
  const place = { toolId: tool.id, entry, pageKey: page.key };
  const saved = tool.entries.find((one) => one.entry === entry && one.pageKey === page.key)?.answers;
  const [answers, setAnswers] = useState<ToolAnswers>(saved ?? {});
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const { autosave, state } = useAutosave(place);
  const close = useMutation({
    mutationFn: async () => {
      await autosave.settle();
      return savePage(place, answers, true);
    },
    onSuccess: (closed) => {
      queryClient.setQueryData(ownToolQuery(tool.id).queryKey, closed);
      void queryClient.invalidateQueries({ queryKey: ownToolsQuery.queryKey, exact: true });
      onDone(closed);
    },
    onError: (error) => {
      autosave.change(answers);
      if (error instanceof Refused && error.fields !== undefined) setWrong(new Set(error.fields));
    },
  });
  const answer = (key: string, value: string | number | undefined) => {
    const { [key]: _, ...others } = answers;
    const next = value === undefined ? others : { ...others, [key]: value };
    setAnswers(next);
    setWrong(new Set([...wrong].filter((one) => one !== key)));
    autosave.change(next);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const open = openQuestions(page, answers);
    setWrong(new Set(open));
    const [first] = open;
    if (first === undefined) return close.mutate();
    document.getElementById(`field-${first}`)?.querySelector<HTMLElement>("input, textarea")?.focus();
  };
  return (
    <form className="tool-form" onSubmit={submit} noValidate>
      <ToolFields fields={page.fields} answers={answers} wrong={wrong} onAnswer={answer} />
      {page.feedback && tool.guide !== null && <p className="sm mute">{t("own:tool.feedbackAfter")}</p>}
      {close.isError && wrong.size === 0 && (
        <div role="alert">
          <FieldError>{say(close.error)}</FieldError>
        </div>
      )}
      <div className="tool-send">
        <Button type="submit" variant="primary" busy={close.isPending && t("common:busy")}>
          {submitLabel}
        </Button>
        {page.fields.length > 0 && <SavedLine state={state} />}
      </div>
    </form>
  );
}

/** Says whether what was typed is safe. */
function SavedLine({ state }: { state: SaveState }) {
  const { t } = useTranslation(["own", "common"]);
  const language = useLanguage();
  const words = () => {
    switch (state.is) {
      case "untouched":
        return t("own:tool.nothingYet");
      case "dirty":
        return t("own:tool.waiting");
      case "saving":
        return t("own:tool.saving");
      case "saved":
        return t("own:tool.saved", { time: clockTime(state.at, language) });
      case "offline":
        return t("own:tool.offline");
      case "refused":
        return t("own:tool.notSaved", { reason: t(`common:refusals.${state.code}`) });
    }
  };
  return (
    <p className={`tool-saved sm ${state.is}`} role="status">
      {words()}
    </p>
  );
}
