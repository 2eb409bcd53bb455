import { Fragment, type ReactNode } from "react";

export interface DetailsSectionProps {
  title?: ReactNode;
  children: ReactNode;
}

/** A part of the details pane. */
export function DetailsSection({ title, children }: DetailsSectionProps) {
  return (
    <section>
      {title && <h3>{title}</h3>}
      {children}
    </section>
  );
}

export interface PersonRowProps {
  /** An `<Avatar>`. */
  avatar: ReactNode;
  name: ReactNode;
  /** A `<ProfessionalMark>`. */
  mark?: ReactNode;
  /** What there is to say of them here. */
  children?: ReactNode;
  /** A button at the right. */
  end?: ReactNode;
}

/** A person with a line about them. */
export function PersonRow({ avatar, name, mark, children, end }: PersonRowProps) {
  return (
    <div className="person">
      {avatar}
      <div>
        <div className="nm">
          <b>{name}</b>
          {mark}
        </div>
        {children && <p className="say">{children}</p>}
      </div>
      {end}
    </div>
  );
}

export interface KeyValueProps {
  items: { key: string; value: ReactNode }[];
}

/** Small facts: a word and its value. */
export function KeyValue({ items }: KeyValueProps) {
  return (
    <dl className="kv">
      {items.map((item) => (
        <Fragment key={item.key}>
          <dt>{item.key}</dt>
          <dd>{item.value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
