import { type ComponentProps, type ReactNode, useId } from "react";
import { classNames } from "./class-names.ts";
import { FieldError } from "./field.tsx";

type InputProps = Omit<ComponentProps<"input">, "type" | "children">;

export interface CheckboxProps extends InputProps {
  /** The words beside the box. */
  children: ReactNode;
  /** Help under the words. */
  hint?: ReactNode;
  /** What is wrong; tied to the box. */
  error?: ReactNode;
}

/** A box to tick. Takes all props of an `<input>`. */
export function Checkbox({ children, hint, error, className, ...input }: CheckboxProps) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
  return (
    <div className={classNames("choice", className)}>
      <label className="check">
        <input {...input} type="checkbox" aria-describedby={described} aria-invalid={error ? true : undefined} />
        <span>{children}</span>
      </label>
      {hint && (
        <p className="sm mute under" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  );
}

export interface RadioGroupProps {
  /** The question. */
  label: ReactNode;
  name: string;
  options: { value: string; label: ReactNode; hint?: ReactNode }[];
  value: string | undefined;
  onChange: (value: string) => void;
  error?: ReactNode;
  /** Side by side instead of one under the other. */
  inline?: boolean | undefined;
}

/** One of a few, all in sight. */
export function RadioGroup({ label, name, options, value, onChange, error, inline }: RadioGroupProps) {
  const id = useId();
  return (
    <fieldset className={classNames("radios", inline && "inline")} aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="label">{label}</legend>
      {options.map((option) => (
        <label className="check" key={option.value}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span>
            {option.label}
            {option.hint && <span className="sm mute under">{option.hint}</span>}
          </span>
        </label>
      ))}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </fieldset>
  );
}

export interface SwitchProps extends InputProps {
  /** The words beside the switch; leave out and give `aria-label` or `aria-labelledby` when the words stand elsewhere. */
  children?: ReactNode;
}

const asSwitch = { role: "switch" } as const;

/** On or off, at once. Takes all props of an `<input>` (`checked`, `onChange`, `disabled`). */
export function Switch({ children, className, id, ...input }: SwitchProps) {
  const made = useId();
  const controlId = id ?? made;
  const control = (
    <input {...input} {...asSwitch} id={controlId} type="checkbox" className={classNames("switch", className)} />
  );
  if (!children) return control;
  return (
    <span className="switch-row">
      {control}
      <label htmlFor={controlId}>{children}</label>
    </span>
  );
}
