import { Check, type LucideIcon, Paperclip, SendHorizontal, Type } from "lucide-react";
import {
  type ClipboardEvent,
  type FormEvent,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { IconButton } from "./button.tsx";
import { FieldError } from "./field.tsx";
import { type ComposerFormat, FormatBar, shortcutOf } from "./format-bar.tsx";
import { Icon } from "./icon.tsx";
import { formatRange, type TextFormat } from "./text-format.ts";
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
  /** Called with text that isn't blank, or with any where files stand beside it; empty `value` yourself. */
  onSend: (text: string) => void;
  /** Names the field: "Bericht". */
  label: string;
  placeholder: string;
  sendLabel: string;
  /** A check instead of a paper plane, where something is saved rather than sent. */
  isSaving?: boolean | undefined;
  /** A `<ComposerNote>`. */
  note: ReactNode;
  /** Shows the paper clip when given; also takes what is pasted. */
  attach?: { label: string; accept: string; onFiles: (files: File[]) => void } | undefined;
  /** Formatting: the button that opens its bar, and the names of what is on it. */
  format?: ComposerFormat | undefined;
  /** Files and the message that is answered, above the text. */
  attachments?: ReactNode;
  /** Files stand there: it can be sent without text. */
  canSendEmpty?: boolean | undefined;
  /** Why it can't be sent, tied to the field. */
  error?: ReactNode;
  maxLength?: number | undefined;
  inputRef?: Ref<HTMLTextAreaElement> | undefined;
  /** Escape in the field: leaves what is answered or changed. */
  onEscape?: (() => void) | undefined;
  /** Arrow up in an empty field. */
  onUp?: (() => void) | undefined;
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
  const { value, onChange, onSend, label, placeholder, sendLabel, note, attach, format, attachments, error } = props;
  const area = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const [isFormatting, setFormatting] = useState(false);

  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    element.style.height = "";
    const frame = element.offsetHeight - element.clientHeight;
    if (element.scrollHeight > element.clientHeight) element.style.height = `${element.scrollHeight + frame}px`;
  });

  const send = () => {
    if (value.trim() || props.canSendEmpty) onSend(value);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send();
    area.current?.focus();
  };
  const apply = (kind: TextFormat) => {
    const element = area.current;
    if (!element) return;
    const range = formatRange(element.value, element.selectionStart, element.selectionEnd, kind);
    element.focus();
    element.setSelectionRange(range.from, range.to);
    // The one way that the browser can undo.
    if (!document.execCommand("insertText", false, range.text)) {
      onChange(element.value.slice(0, range.from) + range.text + element.value.slice(range.to));
    }
    requestAnimationFrame(() => element.setSelectionRange(range.start, range.end));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const kind = format && (event.ctrlKey || event.metaKey) && !event.altKey ? shortcutOf(event) : undefined;
    if (kind) {
      event.preventDefault();
      apply(kind);
    } else if (event.key === "Escape" && props.onEscape) {
      event.preventDefault();
      props.onEscape();
    } else if (event.key === "ArrowUp" && event.currentTarget.value === "" && props.onUp) {
      event.preventDefault();
      props.onUp();
    } else sendOnEnter(event);
  };
  const onPaste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files];
    // A table copied from elsewhere comes as a picture too; then the text is meant.
    if (!attach || files.length === 0 || event.clipboardData.types.includes("text/plain")) return;
    event.preventDefault();
    attach.onFiles(files);
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
          {attach && (
            <>
              <IconButton label={attach.label} icon={Paperclip} onPress={() => picker.current?.click()} />
              <input
                ref={picker}
                type="file"
                multiple
                hidden
                accept={attach.accept}
                aria-label={attach.label}
                onChange={({ currentTarget }) => {
                  attach.onFiles([...(currentTarget.files ?? [])]);
                  currentTarget.value = "";
                  area.current?.focus();
                }}
              />
            </>
          )}
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
            onKeyDown={onKeyDown}
            onPaste={onPaste}
            onFocus={props.onFocus}
            onBlur={props.onBlur}
          />
          {format && (
            <IconButton
              label={format.openLabel}
              icon={Type}
              aria-expanded={isFormatting}
              onPress={() => setFormatting(!isFormatting)}
            />
          )}
          <IconButton type="submit" primary label={sendLabel} icon={props.isSaving ? Check : SendHorizontal} />
        </div>
        {format && isFormatting && <FormatBar format={format} onApply={apply} />}
        {error && <FieldError id="composer-error">{error}</FieldError>}
      </div>
    </form>
  );
}
