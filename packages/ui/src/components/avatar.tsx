import { classNames } from "./class-names.ts";
import { type MaskedColourNumber, MaskedShape, type MaskedShapeNumber } from "./masked-shape.tsx";

/** How somebody is drawn: square blue, round green, round white with initials, or a neutral shape. */
export type AvatarPerson =
  | { kind: "professional" | "client" | "related"; initials: string }
  | { kind: "masked"; shape: MaskedShapeNumber; colour: MaskedColourNumber };

export type AvatarProps = AvatarPerson & {
  /** 28, 36 (unless given), 40 (lists) or 56 px. */
  size?: "sm" | "md" | "list" | "lg" | undefined;
  /** Asked or invited, not in yet: dashed. */
  pending?: boolean | undefined;
};

const sizeClass = { sm: "sm", md: "", list: "in-item", lg: "lg" };
const kindClass = { professional: "pro", client: "client", related: "", masked: "masked" };

/** A person's tile. Decoration only: the name stands beside it. */
export function Avatar(props: AvatarProps) {
  const { kind, size = "md", pending } = props;
  const classes = classNames("av", kindClass[kind], sizeClass[size], pending && "pending");
  if (props.kind !== "masked") {
    return (
      <span className={classes} aria-hidden="true">
        {props.initials}
      </span>
    );
  }
  return (
    <span className={classNames(classes, `c${props.colour}`)} aria-hidden="true">
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <MaskedShape shape={props.shape} />
      </svg>
    </span>
  );
}

/** First letters of the first and last word of a name: "Emma de Jong" gives "EJ". */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = words[0]?.at(0) ?? "";
  const last = words.length > 1 ? (words.at(-1)?.at(0) ?? "") : "";
  return (first + last).toLocaleUpperCase();
}
