import type { LucideIcon } from "lucide-react";
import { type ReactNode, type Ref, useId } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components";
import { classNames } from "./class-names.ts";
import { Icon } from "./icon.tsx";
import { Link } from "./link.tsx";

export type ButtonVariant = "secondary" | "primary" | "plain" | "danger" | "danger-final";

const variantClass: Record<ButtonVariant, string> = {
  secondary: "",
  primary: "primary",
  plain: "plain",
  danger: "danger",
  "danger-final": "danger final",
};

interface ButtonLook {
  /** Secondary (outlined) unless said otherwise; one primary per view; `danger-final` only in the last confirming step. */
  variant?: ButtonVariant | undefined;
  /** 36 px, for rows and heads on wide screens. */
  dense?: boolean | undefined;
  /** Fills the width it is given. */
  wide?: boolean | undefined;
  /** Icon before the words. */
  icon?: LucideIcon | undefined;
  className?: string | undefined;
  children: ReactNode;
}

export interface ButtonProps extends ButtonLook, Omit<AriaButtonProps, "children" | "className" | "isPending"> {
  /** Shows a turning ring and this word in place of the label, keeps its width, ignores presses. */
  busy?: string | false | undefined;
  /** Says why the button can't be used, beside it; the button stays reachable but does nothing. */
  disabledReason?: string | undefined;
  ref?: Ref<HTMLButtonElement> | undefined;
}

const ignorePress = () => {};

/** A button. Takes React Aria's button props (`onPress`, `type`, `form`, `aria-*`). */
export function Button({
  variant,
  dense,
  wide,
  icon,
  className,
  busy,
  disabledReason,
  children,
  ...rest
}: ButtonProps) {
  const reasonId = useId();
  const classes = classNames(
    "btn",
    variantClass[variant ?? "secondary"],
    dense && "dense",
    wide && "wide",
    busy && "is-busy",
    disabledReason && "is-off",
    className,
  );
  const content = (
    <>
      <span className="label-part">
        {icon && <Icon of={icon} small />}
        {children}
      </span>
      {busy && (
        <span className="busy-part">
          <span className="spin" aria-hidden="true" />
          {busy}
        </span>
      )}
    </>
  );
  if (busy) {
    // React Aria's own pending state leaves an announcement behind that points to a button which may be gone by then.
    return (
      <AriaButton
        {...rest}
        type="button"
        onPress={ignorePress}
        className={classes}
        render={(props) => <button {...props} aria-disabled="true" aria-busy="true" />}
      >
        {content}
      </AriaButton>
    );
  }
  if (!disabledReason) {
    return (
      <AriaButton {...rest} className={classes}>
        {content}
      </AriaButton>
    );
  }
  return (
    <span className="btn-and-reason">
      <button type="button" className={classes} aria-disabled="true" aria-describedby={reasonId}>
        {content}
      </button>
      <span className="sm mute" id={reasonId}>
        {disabledReason}
      </span>
    </span>
  );
}

export interface ButtonLinkProps extends ButtonLook {
  href: string;
}

/** A link that looks like a button, for going somewhere. */
export function ButtonLink({ variant, dense, wide, icon, className, href, children }: ButtonLinkProps) {
  return (
    <Link
      href={href}
      className={classNames("btn", variantClass[variant ?? "secondary"], dense && "dense", wide && "wide", className)}
    >
      {icon && <Icon of={icon} small />}
      {children}
    </Link>
  );
}

export interface IconButtonProps extends Omit<AriaButtonProps, "children" | "className" | "aria-label"> {
  /** What the button does; read aloud and shown as a tooltip. */
  label: string;
  icon: LucideIcon;
  /** Filled green, for the one main act (sending). */
  primary?: boolean | undefined;
  className?: string | undefined;
  ref?: Ref<HTMLButtonElement> | undefined;
}

/** A square button with an icon only. `aria-pressed` and `aria-expanded` show as "on". */
export function IconButton({ label, icon, primary, className, ...rest }: IconButtonProps) {
  return (
    <AriaButton
      {...rest}
      aria-label={label}
      className={classNames("btn icon", primary && "primary", className)}
      render={(props) => <button {...props} title={label} />}
    >
      <Icon of={icon} />
    </AriaButton>
  );
}

export interface IconLinkProps {
  /** Where it goes, in words. */
  label: string;
  icon: LucideIcon;
  href: string;
  className?: string | undefined;
}

/** A link with an icon only, such as "back" in a thread's head (`className="only-phone"`). */
export function IconLink({ label, icon, href, className }: IconLinkProps) {
  return (
    <Link href={href} aria-label={label} title={label} className={classNames("btn icon", className)}>
      <Icon of={icon} />
    </Link>
  );
}

export interface ConsentChoiceProps {
  no: { label: string; onPress: () => void; busy?: string | false | undefined };
  yes: { label: string; onPress: () => void; busy?: string | false | undefined };
}

/** The two answers to a request for consent: equal weight, no first. */
export function ConsentChoice({ no, yes }: ConsentChoiceProps) {
  return (
    <div className="consent-choice">
      <Button onPress={no.onPress} busy={no.busy}>
        {no.label}
      </Button>
      <Button onPress={yes.onPress} busy={yes.busy}>
        {yes.label}
      </Button>
    </div>
  );
}
