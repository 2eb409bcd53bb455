import { type ComponentProps, type ComponentType, createContext, type ReactNode, useContext } from "react";

export type LinkProps = ComponentProps<"a"> & { href: string };

function PlainLink(props: LinkProps) {
  return <a {...props} />;
}

const LinkContext = createContext<ComponentType<LinkProps>>(PlainLink);

export interface LinkProviderProps {
  /** Draws every link of the design system; takes the props of an `<a>` and hands them to the app's router. */
  component: ComponentType<LinkProps>;
  children: ReactNode;
}

/** Gives the design system the router's link, so that its links move without loading the page. */
export function LinkProvider({ component, children }: LinkProviderProps) {
  return <LinkContext value={component}>{children}</LinkContext>;
}

/** A link: through the app's router when there is one, a plain anchor otherwise. */
export function Link(props: LinkProps) {
  const Anchor = useContext(LinkContext);
  return <Anchor {...props} />;
}
