import { type ReactNode, useId } from "react";
import { FieldError } from "./field.tsx";

export interface ScaleFieldProps {
  /** The question. */
  label: ReactNode;
  name: string;
  min: number;
  max: number;
  /** What the ends mean. */
  low: string;
  high: string;
  value: number | undefined;
  onChange: (value: number) => void;
  error?: ReactNode;
  disabled?: boolean | undefined;
}

/** One number out of a row, with words at both ends; arrow keys move along it. */
export function ScaleField({ label, name, min, max, low, high, value, onChange, error, disabled }: ScaleFieldProps) {
  const id = useId();
  const numbers = [...Array(max - min + 1).keys()].map((index) => min + index);
  const meaning = (number: number) => (number === min ? low : number === max ? high : undefined);
  return (
    <fieldset
      className="scale"
      aria-describedby={error ? `${id}-ends ${id}-error` : `${id}-ends`}
      disabled={disabled ?? false}
    >
      <legend className="label">{label}</legend>
      <div className="scale-row">
        {numbers.map((number) => (
          <label key={number}>
            <input
              type="radio"
              name={name}
              value={number}
              checked={number === value}
              onChange={() => onChange(number)}
              aria-label={meaning(number) === undefined ? String(number) : `${number}, ${meaning(number)}`}
            />
            <span aria-hidden="true">{number}</span>
          </label>
        ))}
      </div>
      <p className="scale-ends sm mute" id={`${id}-ends`}>
        <span>
          {min}: {low}
        </span>
        <span>
          {max}: {high}
        </span>
      </p>
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </fieldset>
  );
}
