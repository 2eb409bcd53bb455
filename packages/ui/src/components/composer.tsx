import { type LucideIcon, Paperclip, SendHorizontal } from "lucide-react";
import { type FormEvent, type KeyboardEvent, type ReactNode, type Ref, useLayoutEffect, useRef } from "react";
import { IconButton } from "./button.tsx";
import { FieldError } from "./field.tsx";
import { Icon } from "./icon.tsx";
import { VisuallyHidden } from "./visually-hidden.tsx";

export interface ComposerNoteProps {
  icon: LucideIcon;
  /** Who reads this. */
  children: ReactNode;
  /** A `<TypingIndicator>`. */
  typing?: ReactNode;
  /** Makes the line a button that tells more: `label` says what, after the line. */
  more?: { label: string; isOpen: boolean; onPress: () => void } | undefined;
}

/** The line above the composer that says who reads; it never closes. */
export function ComposerNote({ icon, children, typing, more }: ComposerNoteProps) {
  return (
    <p className="note">
      <Icon of={icon} />
      {more === undefined ? (
        <span>{children}</span>
      ) : (
        <button
          type="button"
          className="note-more"
          aria-expanded={more.isOpen}
          title={more.label}
          onClick={more.onPress}
        >
          {children}
          <VisuallyHidden> {more.label}</VisuallyHidden>
        </button>
      )}
      {typing}
    </p>
  );
}

export interface ComposerProps {
  value: string;
  onChange: (value: string) => void;
  /** Called with text that isn't blank; empty `value` yourself. */
  onSend: (text: string) => void;
  /** Names the field: "Bericht". */
  label: string;
  placeholder: string;
  sendLabel: string;
  /** A `<ComposerNote>`. */
  note: ReactNode;
  /** Shows the paper clip when given. */
  attach?: { label: string; onPress: () => void } | undefined;
  /** Files and the message that is answered, above the text. */
  attachments?: ReactNode;
  /** Why it can't be sent, tied to the field. */
  error?: ReactNode;
  maxLength?: number | undefined;
  inputRef?: Ref<HTMLTextAreaElement> | undefined;
  onFocus?: (() => void) | undefined;
  onBlur?: (() => void) | undefined;
}

/** A keyboard on the glass has no Shift+Enter. */
const writesOnGlass = () => matchMedia("(pointer: coarse)").matches && !matchMedia("(any-pointer: fine)").matches;

/**
 * Where one writes. Enter sends and Shift+Enter breaks the line; on a keyboard on the glass Enter breaks the line and the
 * button sends. Keys of an input method are left alone.
 */
export function Composer(props: ComposerProps) {
  const { value, onChange, onSend, label, placeholder, sendLabel, note, attach, attachments, error } = props;
  const area = useRef<HTMLTextAreaElement>(null);

  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    element.style.height = "";
    const frame = element.offsetHeight - element.clientHeight;
    if (element.scrollHeight > element.clientHeight) element.style.height = `${element.scrollHeight + frame}px`;
  });

  const send = () => {
    if (value.trim()) onSend(value);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send();
    area.current?.focus();
  };
  const sendOnEnter = (event: KeyboardEvent) => {
    // Safari reports the Enter that ends a composition as key code 229, after composing has ended.
    const isComposing = event.nativeEvent.isComposing || event.keyCode === 229;
    if (event.key !== "Enter" || event.shiftKey || isComposing || writesOnGlass()) return;
    event.preventDefault();
    send();
  };
  const hold = (element: HTMLTextAreaElement | null) => {
    area.current = element;
    if (typeof props.inputRef === "function") return props.inputRef(element);
    if (props.inputRef) props.inputRef.current = element;
  };

  return (
    <form className="composer" onSubmit={submit}>
      <div className="inner">
        {note}
        {attachments && <div className="attachments">{attachments}</div>}
        <div className="compose">
          {attach && <IconButton label={attach.label} icon={Paperclip} onPress={attach.onPress} />}
          <textarea
            ref={hold}
            rows={1}
            aria-label={label}
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? "composer-error" : undefined}
            placeholder={placeholder}
            enterKeyHint={writesOnGlass() ? "enter" : "send"}
            value={value}
            maxLength={props.maxLength}
            onChange={(event) => onChange(event.target.value)}
            onKeyDown={sendOnEnter}
            onFocus={props.onFocus}
            onBlur={props.onBlur}
          />
          <IconButton type="submit" primary label={sendLabel} icon={SendHorizontal} />
        </div>
        {error && <FieldError id="composer-error">{error}</FieldError>}
      </div>
    </form>
  );
}
