import { Ban, CircleAlert, Ellipsis } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { Icon } from "./icon.tsx";
import { VisuallyHidden } from "./visually-hidden.tsx";

export interface MessageBubbleProps {
  /** `own` stands at the right in green, `other` at the left. */
  from: "own" | "other";
  /** Follows one of the same person: no avatar and no head. */
  more?: boolean | undefined;
  /** `pending` outlines an own message that isn't there yet, `failed` in red. */
  outline?: "pending" | "failed" | undefined;
  /** An `<Avatar>`, for others. */
  avatar?: ReactNode;
  /** Head for others: name, mark, what they are here, time. */
  name?: ReactNode;
  mark?: ReactNode;
  as?: ReactNode;
  time?: ReactNode;
  dateTime?: string | undefined;
  /** Read aloud before the text where no head shows: "Jij, 09:05". */
  spokenHead?: string | undefined;
  /** A `<Quote>` of what is answered. */
  quote?: ReactNode;
  /** The text; line breaks are kept. */
  children?: ReactNode;
  /** `<FileCard>`s. */
  files?: ReactNode;
  /** What is to be said of the text: that it was changed, and when. */
  note?: ReactNode;
  /** A `<MessageActs>`: what one can do with it. */
  acts?: ReactNode;
  /** In place of the message when it was deleted: who deleted it. */
  gone?: ReactNode;
  /** A `<MessageState>`, for own messages. */
  state?: ReactNode;
  id?: string | undefined;
}

/** One message. */
export function MessageBubble(props: MessageBubbleProps) {
  const {
    from,
    more,
    outline,
    avatar,
    name,
    mark,
    as,
    time,
    dateTime,
    spokenHead,
    quote,
    children,
    files,
    note,
    acts,
    gone,
    state,
    id,
  } = props;
  const hasHead = from === "other" && !more;
  return (
    <article id={id} className={classNames("msg", from === "own" && "own", more && "more", outline)}>
      {hasHead && (
        <div className="by">
          <b>{name}</b>
          {mark}
          {as && <span className="as">{as}</span>}
          {time && <time dateTime={dateTime}>{time}</time>}
        </div>
      )}
      {!hasHead && spokenHead && <VisuallyHidden>{spokenHead}</VisuallyHidden>}
      {hasHead && avatar}
      {gone ? (
        <div className="body gone">
          <Icon of={Ban} small />
          <span>{gone}</span>
        </div>
      ) : (
        <div className="body">
          {quote}
          {children && <div className="text">{children}</div>}
          {files}
          {note && <small className="message-note">{note}</small>}
          {acts}
        </div>
      )}
      {state}
    </article>
  );
}

export interface MessageActsProps {
  /** "Acties bij dit bericht". */
  label: string;
  isOpen: boolean;
  onOpen: (button: HTMLElement) => void;
}

/** The button of a message's menu: under the pointer, with the focus, and always on a touch screen. */
export function MessageActs({ label, isOpen, onOpen }: MessageActsProps) {
  return (
    <button
      type="button"
      className="acts"
      // One of the log is reached by Tab, the others from there by arrows.
      tabIndex={-1}
      aria-label={label}
      title={label}
      aria-haspopup="menu"
      aria-expanded={isOpen}
      onClick={(event) => onOpen(event.currentTarget)}
    >
      <Icon of={Ellipsis} small />
    </button>
  );
}

export interface QuoteProps {
  name: ReactNode;
  children: ReactNode;
  /** Goes to the message; says so. */
  jump?: { label: string; onPress: () => void } | undefined;
}

/** The message that is answered, in short. */
export function Quote({ name, children, jump }: QuoteProps) {
  const content = (
    <>
      <b>{name}</b>
      <span className="quoted">{children}</span>
    </>
  );
  if (jump === undefined) return <div className="quote">{content}</div>;
  return (
    <button type="button" className="quote" title={jump.label} onClick={jump.onPress}>
      {content}
    </button>
  );
}

export interface MessageStateProps {
  /** Dashed ring: sending, waiting. Ring: sent. Ring with core: read. Red: failed. */
  state: "sending" | "waiting" | "sent" | "read" | "failed";
  /** The state in words, with the time: "09:05 · Gelezen door Emma". */
  children: ReactNode;
  /** What one can do about it: retry, remove. */
  actions?: { label: string; onPress: () => void }[] | undefined;
}

/** What became of one's own message. */
export function MessageState({ state, children, actions = [] }: MessageStateProps) {
  const ring = state === "waiting" ? "sending" : state;
  return (
    <span className={classNames("state", state === "failed" && "failed")}>
      {state === "failed" ? (
        <Icon of={CircleAlert} small />
      ) : (
        <span className={classNames("o", ring !== "sent" && ring)} aria-hidden="true" />
      )}
      <span>{children}</span>
      {actions.map((action) => (
        <button key={action.label} type="button" onClick={action.onPress}>
          {action.label}
        </button>
      ))}
    </span>
  );
}
