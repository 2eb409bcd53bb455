import { FileText, Image, type LucideIcon, X } from "lucide-react";
import type { ReactNode } from "react";
import { Button, IconButton } from "./button.tsx";
import { classNames } from "./class-names.ts";
import { Icon } from "./icon.tsx";

const kinds: Record<"document" | "image", LucideIcon> = { document: FileText, image: Image };

export interface FileCardProps {
  kind: "document" | "image";
  name: ReactNode;
  /** Type and size, or what is wrong. */
  detail?: ReactNode;
  /** Opens or downloads it. */
  href?: string | undefined;
  /** The same by a press. */
  open?: { label: string; onPress: () => void } | undefined;
  /** Something is wrong with it: said in red. */
  hasFailed?: boolean | undefined;
  /** Tries it again. */
  retry?: { label: string; onPress: () => void } | undefined;
  /** Stops the upload or takes the file away. */
  cancel?: { label: string; onPress: () => void } | undefined;
  /** While it is sent: 0 to 100. */
  progress?: { label: string; percent: number } | undefined;
}

/** A file in a message or before sending. */
export function FileCard({ kind, name, detail, href, open, hasFailed, retry, cancel, progress }: FileCardProps) {
  const content = (
    <>
      <span className="kind">
        <Icon of={kinds[kind]} />
      </span>
      <span className="grow">
        <b>{name}</b>
        {detail && <small className={classNames(hasFailed && "failed")}>{detail}</small>}
      </span>
      {retry && (
        <Button dense onPress={retry.onPress}>
          {retry.label}
        </Button>
      )}
      {cancel && <IconButton label={cancel.label} icon={X} onPress={cancel.onPress} />}
    </>
  );
  return (
    <>
      {href ? (
        <a className="file" href={href}>
          {content}
        </a>
      ) : open ? (
        <button type="button" className="file" aria-label={open.label} onClick={open.onPress}>
          {content}
        </button>
      ) : (
        <span className="file">{content}</span>
      )}
      {progress && (
        <div
          className="progress"
          role="progressbar"
          aria-label={progress.label}
          aria-valuenow={progress.percent}
          aria-valuemin={0}
          aria-valuemax={100}
        >
          <i style={{ width: `${progress.percent}%` }} />
        </div>
      )}
    </>
  );
}
