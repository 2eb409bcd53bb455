import type { LinkProps } from "@kring/ui";
import { useRouter } from "@tanstack/react-router";
import type { MouseEvent } from "react";

const isPlainClick = (event: MouseEvent): boolean =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

/** Links of the design system go through the router; those to elsewhere stay ordinary links. */
export function RouterLink({ href, onClick, target, download, ...rest }: LinkProps) {
  const { history } = useRouter();
  const isOurs = href.startsWith("/") && !href.startsWith("//") && target === undefined && download === undefined;
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (!isOurs || event.defaultPrevented || !isPlainClick(event)) return;
    event.preventDefault();
    history.push(href);
  };
  return <a {...rest} href={href} target={target} download={download} onClick={follow} />;
}
