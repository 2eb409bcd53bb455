import type { MouseEvent, ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { Link } from "./link.tsx";
import { Logo } from "./logo.tsx";
import { Count } from "./marks.tsx";
import { VisuallyHidden } from "./visually-hidden.tsx";

export interface NavItem {
  href: string;
  label: string;
  /** An `<Icon>` or a small `<Avatar>`. */
  icon: ReactNode;
  /** Where one is now. */
  current?: boolean | undefined;
  /** Shown on the icon when above zero. */
  count?: number | undefined;
  /** Read aloud after the label: "3 nieuw", or what a name leads to. */
  spoken?: string | undefined;
  /** What is new in places that lie under this one on a phone, and how that is read aloud. */
  under?: { count: number; spoken: string } | undefined;
  /** Left out of the bottom bar on a phone, which holds at most five. */
  onlyWide?: boolean | undefined;
}

function NavList({ items, className }: { items: NavItem[]; className?: string }) {
  return (
    <ul className={className}>
      {items.map((item) => (
        <li key={item.href} className={item.onlyWide ? "only-wide" : undefined}>
          <Link href={item.href} aria-current={item.current ? "page" : undefined}>
            <span className="ic">
              {item.icon}
              {item.count ? (
                <span aria-hidden="true">
                  <Count value={item.count} />
                </span>
              ) : null}
              {item.under && (
                <span className="only-phone" aria-hidden="true">
                  <Count value={item.under.count} />
                </span>
              )}
            </span>
            {item.label}
            {item.spoken && <VisuallyHidden> {item.spoken}</VisuallyHidden>}
            {item.under && (
              <span className="only-phone">
                <VisuallyHidden> {item.under.spoken}</VisuallyHidden>
              </span>
            )}
          </Link>
        </li>
      ))}
    </ul>
  );
}

export interface RailProps {
  /** Names the navigation: "Hoofdmenu". */
  label: string;
  home: { href: string; label: string };
  items: NavItem[];
  /** At the bottom of the rail: notifications, oneself. */
  rest: NavItem[];
}

/** The main navigation: a rail at the left, a bar at the bottom on a phone. */
export function Rail({ label, home, items, rest }: RailProps) {
  return (
    <nav className="rail" aria-label={label}>
      <Link className="logo" href={home.href} aria-label={home.label}>
        <Logo />
      </Link>
      <NavList items={items} />
      <NavList items={rest} className="rest" />
    </nav>
  );
}

export interface SkipLinkProps {
  /** Id of what it goes to; `main` (every `<Main>` and `<ThreePane>`) unless given. */
  to?: string | undefined;
  children: ReactNode;
}

/** The first stop for the keyboard: jumps over the navigation without touching the address. */
export function SkipLink({ to = "main", children }: SkipLinkProps) {
  const jump = (event: MouseEvent) => {
    event.preventDefault();
    document.getElementById(to)?.focus();
  };
  return (
    <a className="skip" href={`#${to}`} onClick={jump}>
      {children}
    </a>
  );
}

export interface AppShellProps {
  skip: { label: string; to?: string | undefined };
  nav: RailProps;
  /** On a phone: `thread` hides the bar and the list, `list` hides the thread; wide screens show all. */
  phone?: "thread" | "list" | undefined;
  /** A `<Main>`. */
  children: ReactNode;
}

/** The frame of every page for somebody who is signed in. */
export function AppShell({ skip, nav, phone, children }: AppShellProps) {
  return (
    <div className={classNames("app", phone && `in-${phone}`)}>
      <SkipLink to={skip.to}>{skip.label}</SkipLink>
      <Rail {...nav} />
      {children}
    </div>
  );
}

export interface MainProps {
  /** `sheet` (white, scrolls) unless given; `desk` for panes that draw their own ground. */
  ground?: "sheet" | "desk" | undefined;
  className?: string | undefined;
  children: ReactNode;
}

/** The main part of the page. */
export function Main({ ground, className, children }: MainProps) {
  return (
    <main id="main" tabIndex={-1} className={classNames("main", ground === "desk" && "desk", className)}>
      {children}
    </main>
  );
}

export interface PageProps {
  title: ReactNode;
  lead?: ReactNode;
  /** At the right of the title: one button, or quick exit. */
  end?: ReactNode;
  children: ReactNode;
}

/** An ordinary page: title, a line of explanation, content. */
export function Page({ title, lead, end, children }: PageProps) {
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{title}</h1>
          {lead && <p>{lead}</p>}
        </div>
        {end}
      </header>
      {children}
    </div>
  );
}
