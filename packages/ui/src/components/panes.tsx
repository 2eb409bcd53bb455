import { X } from "lucide-react";
import { type KeyboardEvent, type ReactNode, type Ref, useId } from "react";
import { IconButton } from "./button.tsx";
import { classNames } from "./class-names.ts";
import { scrollable } from "./scrollable.ts";

export interface ThreePaneProps {
  /** `<ListPane>`, `<ThreadPane>` and, when open, `<DetailsPane>`. */
  children: ReactNode;
  /** Whether the details pane is among the children. */
  details?: boolean | undefined;
}

/** List, thread and details side by side; details slides over the thread below 1200 px; one pane at a time on a phone. */
export function ThreePane({ children, details }: ThreePaneProps) {
  return (
    <main id="main" tabIndex={-1} className={classNames("main conv", !details && "no-details")}>
      {children}
    </main>
  );
}

export interface PaneHeadProps {
  /** An `<h1>` or `<h2>`. */
  children: ReactNode;
  /** Buttons at the right; quick exit last. */
  end?: ReactNode;
  /** Before the title: back on a phone, an avatar. */
  start?: ReactNode;
  /** A line under the title. */
  under?: ReactNode;
}

/** The head of a pane, on one line across panes. */
export function PaneHead({ start, children, under, end }: PaneHeadProps) {
  return (
    <header className="pane-head">
      {start}
      <div className="grow">
        {children}
        {under && <p className="who">{under}</p>}
      </div>
      {end}
    </header>
  );
}

export interface ListPaneProps {
  label: string;
  /** A `<PaneHead>`. */
  head: ReactNode;
  /** Search and filters. */
  tools?: ReactNode;
  children: ReactNode;
}

/** The pane of the list, at the left. */
export function ListPane({ label, head, tools, children }: ListPaneProps) {
  return (
    <section className="list" aria-label={label}>
      {head}
      {tools && <div className="tools">{tools}</div>}
      {children}
    </section>
  );
}

export interface ThreadPaneProps {
  label: string;
  /** A `<PaneHead>`. */
  head: ReactNode;
  /** A `<Banner>` that holds while it is true. */
  banner?: ReactNode;
  /** `<MessageLog>` and `<Composer>`, or an `<EmptyState>` in `.mid`. */
  children: ReactNode;
}

/** The pane of the thread, in the middle. */
export function ThreadPane({ label, head, banner, children }: ThreadPaneProps) {
  return (
    <section className="thread" aria-label={label}>
      {head}
      {banner}
      {children}
    </section>
  );
}

export interface MessageLogProps {
  /** Names the messages: "Berichten". */
  label: string;
  /** Names the region that scrolls: "Berichten, schuifbaar". */
  scrollLabel: string;
  /** Makes it reachable for the skip link. */
  id?: string | undefined;
  /** The element that scrolls. Its content sticks to the bottom: `scrollTop` is 0 there and negative above. */
  scrollRef?: Ref<HTMLDivElement> | undefined;
  onScroll?: (() => void) | undefined;
  /** Floats above the composer: a `<JumpButton>`. */
  floating?: ReactNode;
  /** Messages and lines, oldest first. */
  children: ReactNode;
}

/** The messages. Announces nothing itself (history must stay silent): say new ones through an `<Announcer>`. */
export function MessageLog({ label, scrollLabel, id, scrollRef, onScroll, floating, children }: MessageLogProps) {
  return (
    <div className="log-frame">
      <section className="scroll" {...scrollable} aria-label={scrollLabel} id={id} ref={scrollRef} onScroll={onScroll}>
        <div className="log" role="log" aria-label={label} aria-live="off">
          {children}
        </div>
      </section>
      {floating}
    </div>
  );
}

export interface DetailsPaneProps {
  title: ReactNode;
  closeLabel: string;
  onClose: () => void;
  /** Quick exit, for a phone: there the pane covers the head that has it. */
  exit?: ReactNode;
  /** `<DetailsSection>`s. */
  children: ReactNode;
}

/** The pane at the right that explains; Escape closes it. */
export function DetailsPane({ title, closeLabel, onClose, exit, children }: DetailsPaneProps) {
  const titleId = useId();
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key === "Escape") onClose();
  };
  return (
    <aside className="details" aria-labelledby={titleId} {...scrollable} onKeyDown={closeOnEscape}>
      <div className="pane-head">
        <h2 id={titleId}>{title}</h2>
        <IconButton label={closeLabel} icon={X} onPress={onClose} />
        {exit && <span className="only-phone">{exit}</span>}
      </div>
      {children}
    </aside>
  );
}
