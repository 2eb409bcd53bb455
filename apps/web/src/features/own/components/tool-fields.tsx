import type { ToolAnswers, ToolField } from "@kring/domain/contract";
import { RadioGroup, ScaleField, TextArea, TextField } from "@kring/ui";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../../shared/use-language.ts";

const lineLength = 200;
const longLength = 4000;

export interface ToolFieldsProps {
  fields: ToolField[];
  answers: ToolAnswers;
  /** Keys that were left open or are wrong. */
  wrong: ReadonlySet<string>;
  /** `undefined` takes the answer back. */
  onAnswer: (key: string, value: string | number | undefined) => void;
}

/** The questions of a page. */
export function ToolFields({ fields, answers, wrong, onAnswer }: ToolFieldsProps) {
  return fields.map((field) => (
    <div key={field.key} id={`field-${field.key}`}>
      <Question
        field={field}
        value={answers[field.key]}
        isWrong={wrong.has(field.key)}
        onAnswer={(value) => onAnswer(field.key, value)}
      />
    </div>
  ));
}

interface QuestionProps {
  field: ToolField;
  value: string | number | undefined;
  isWrong: boolean;
  onAnswer: (value: string | number | undefined) => void;
}

function Question({ field, value, isWrong, onAnswer }: QuestionProps) {
  const { t } = useTranslation("own");
  const language = useLanguage();
  const label = field.label[language];
  const text = value === undefined ? "" : String(value);
  switch (field.type) {
    case "text":
      return field.long ? (
        <TextArea
          label={label}
          maxLength={longLength}
          value={text}
          onChange={(event) => onAnswer(event.target.value)}
        />
      ) : (
        <TextField
          label={label}
          maxLength={lineLength}
          value={text}
          onChange={(event) => onAnswer(event.target.value)}
        />
      );
    case "time":
      return (
        <TextField
          type="time"
          className="tool-time"
          label={label}
          value={text}
          error={isWrong && t("tool.chooseTime")}
          onChange={(event) => onAnswer(event.target.value === "" ? undefined : event.target.value.slice(0, 5))}
        />
      );
    case "choice":
      return (
        <RadioGroup
          label={label}
          name={field.key}
          options={field.options.map((option) => ({ value: option.key, label: option.label[language] }))}
          value={value === undefined ? undefined : text}
          error={isWrong && t("tool.choose")}
          onChange={onAnswer}
        />
      );
    case "scale":
      return (
        <ScaleField
          label={label}
          name={field.key}
          min={field.min}
          max={field.max}
          low={field.low[language]}
          high={field.high[language]}
          value={typeof value === "number" ? value : undefined}
          error={isWrong && t("tool.chooseNumber")}
          onChange={onAnswer}
        />
      );
  }
}
