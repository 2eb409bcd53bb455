import { ChevronDown, CircleAlert, Eye, EyeOff, Search, X } from "lucide-react";
import { type ChangeEvent, type ComponentProps, type ReactNode, useId, useRef, useState } from "react";
import { IconButton } from "./button.tsx";
import { classNames } from "./class-names.ts";
import { Icon } from "./icon.tsx";

export interface FieldWords {
  /** The question or name of the field, always there. */
  label: ReactNode;
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean | undefined;
  /** Help above the field. */
  hint?: ReactNode;
  /** What is wrong and what to do; marks the field invalid and is tied to it. */
  error?: ReactNode;
}

/** An error line, as under a field; give it an id and name it in `aria-describedby` when used alone. */
export function FieldError({ id, children }: { id?: string | undefined; children: ReactNode }) {
  return (
    <p className="error" id={id}>
      <Icon of={CircleAlert} small />
      <span>{children}</span>
    </p>
  );
}

interface Ties {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
}

interface FieldProps extends FieldWords {
  id?: string | undefined;
  className?: string | undefined;
  children: (ties: Ties) => ReactNode;
}

/** Label, hint, control and error, tied together; `children` gets the attributes of the control. */
export function Field({ id, label, hideLabel, hint, error, className, children }: FieldProps) {
  const made = useId();
  const controlId = id ?? made;
  const hintId = hint ? `${controlId}-hint` : undefined;
  const errorId = error ? `${controlId}-error` : undefined;
  return (
    <div className={classNames("field", className)}>
      <label htmlFor={controlId} className={hideLabel ? "sr" : undefined}>
        {label}
      </label>
      {hint && (
        <span className="hint" id={hintId}>
          {hint}
        </span>
      )}
      {children({
        id: controlId,
        "aria-describedby": [hintId, errorId].filter(Boolean).join(" ") || undefined,
        "aria-invalid": error ? true : undefined,
      })}
      {error && <FieldError id={errorId}>{error}</FieldError>}
    </div>
  );
}

export interface TextFieldProps extends FieldWords, Omit<ComponentProps<"input">, "size"> {
  /** 36 px high, for tool rows. */
  dense?: boolean | undefined;
}

/** One line of text. Takes all props of an `<input>`, so a form library's `register()` spreads into it. */
export function TextField({ label, hideLabel, hint, error, dense, id, className, ...input }: TextFieldProps) {
  return (
    <Field id={id} label={label} hideLabel={hideLabel} hint={hint} error={error} className={className}>
      {(ties) => <input type="text" {...input} {...ties} className={classNames("input", dense && "dense")} />}
    </Field>
  );
}

export interface PasswordFieldProps extends Omit<TextFieldProps, "type" | "dense"> {
  /** "Toon wachtwoord". */
  showLabel: string;
  /** "Verberg wachtwoord". */
  hidePasswordLabel: string;
}

/** A password with a button that shows it; paste and password managers always work. */
export function PasswordField(props: PasswordFieldProps) {
  const { label, hideLabel, hint, error, id, className, showLabel, hidePasswordLabel, ...input } = props;
  const [shown, setShown] = useState(false);
  return (
    <Field id={id} label={label} hideLabel={hideLabel} hint={hint} error={error} className={className}>
      {(ties) => (
        <span className="with-end">
          <input
            autoComplete="current-password"
            {...input}
            {...ties}
            type={shown ? "text" : "password"}
            autoCapitalize="none"
            spellCheck={false}
            className="input"
          />
          <IconButton
            label={shown ? hidePasswordLabel : showLabel}
            icon={shown ? EyeOff : Eye}
            onPress={() => setShown(!shown)}
          />
        </span>
      )}
    </Field>
  );
}

export interface OneTimeCodeFieldProps extends Omit<TextFieldProps, "type" | "value" | "defaultValue" | "dense"> {
  value: string;
  /** Gets the digits only, whatever was typed or pasted. */
  onCode: (code: string) => void;
  /** How many digits; 6 unless given. */
  length?: number | undefined;
}

/** A code from an app or a mail: one field, paste and autofill allowed, spaces and dashes ignored. */
export function OneTimeCodeField(props: OneTimeCodeFieldProps) {
  const { label, hideLabel, hint, error, id, className, value, onCode, length = 6, ...input } = props;
  const read = (event: ChangeEvent<HTMLInputElement>) => onCode(event.target.value.replace(/\D/g, "").slice(0, length));
  return (
    <Field id={id} label={label} hideLabel={hideLabel} hint={hint} error={error} className={className}>
      {(ties) => (
        <input
          {...input}
          {...ties}
          type="text"
          inputMode="numeric"
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          value={value}
          onChange={read}
          className="input code"
        />
      )}
    </Field>
  );
}

export interface TextAreaProps extends FieldWords, ComponentProps<"textarea"> {}

/** Several lines of text. Takes all props of a `<textarea>`. */
export function TextArea({ label, hideLabel, hint, error, id, className, ...area }: TextAreaProps) {
  return (
    <Field id={id} label={label} hideLabel={hideLabel} hint={hint} error={error} className={className}>
      {(ties) => <textarea rows={4} {...area} {...ties} className="input" />}
    </Field>
  );
}

export interface SelectProps extends FieldWords, ComponentProps<"select"> {
  dense?: boolean | undefined;
}

/** A choice from a short list, with the device's own picker. Takes all props of a `<select>`; `children` are its options. */
export function Select({ label, hideLabel, hint, error, dense, id, className, children, ...select }: SelectProps) {
  return (
    <Field id={id} label={label} hideLabel={hideLabel} hint={hint} error={error} className={className}>
      {(ties) => (
        <span className="with-caret">
          <select {...select} {...ties} className={classNames("input", dense && "dense")}>
            {children}
          </select>
          <Icon of={ChevronDown} small />
        </span>
      )}
    </Field>
  );
}

export interface SearchFieldProps {
  /** Read aloud; also the placeholder. */
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** "Wis"; the button shows once there is text. Escape does the same. */
  clearLabel: string;
}

/** A search box with a loupe and a button to clear it. */
export function SearchField({ label, value, onChange, clearLabel }: SearchFieldProps) {
  const box = useRef<HTMLInputElement>(null);
  const clear = () => {
    onChange("");
    box.current?.focus();
  };
  return (
    <div className="search">
      <Icon of={Search} small />
      <input
        ref={box}
        type="search"
        className="input dense"
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape" && value) {
            event.preventDefault();
            event.stopPropagation();
            clear();
          }
        }}
      />
      {value && <IconButton label={clearLabel} icon={X} onPress={clear} />}
    </div>
  );
}
