import type { ReactNode } from "react";
import { readLink } from "../model/link-host.ts";

export interface MessageLinkProps {
  href: string;
  /** What the link says, for telling whether it says where it goes. */
  text: string;
  children?: ReactNode;
}

/** A link in a message. Where its text doesn't say where it goes, the host stands beside it. */
export function MessageLink({ href, text, children }: MessageLinkProps) {
  const link = readLink(href, text);
  if (link === null) return children ?? text;
  return (
    <>
      <a href={link.href} target="_blank" rel="noopener noreferrer nofollow">
        {children ?? text}
      </a>
      {link.host !== null && <bdi className="host"> ({link.host})</bdi>}
    </>
  );
}
