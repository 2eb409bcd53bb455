import type { ReactNode } from "react";

/** A chapter of the gallery, with its name at the left. */
export function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section className="gallery-part" id={id}>
      <h2>{title}</h2>
      <div className="gallery-body">{children}</div>
    </section>
  );
}

/** One thing to look at, with a word about it above. */
export function Cell({ about, children }: { about: string; children: ReactNode }) {
  return (
    <div className="cell">
      <p className="xs mute">{about}</p>
      {children}
    </div>
  );
}
