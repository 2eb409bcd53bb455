import { classNames } from "./class-names.ts";

export interface SkeletonProps {
  /** Read aloud: "Laden". */
  label: string;
  /** How many rows. */
  rows?: number | undefined;
  /** `people`: a circle and two lines; `lines`: lines only. */
  kind?: "people" | "lines" | undefined;
  /** Shows at once instead of after 300 ms. */
  immediate?: boolean | undefined;
}

/** Grey shapes in the sizes of what comes; shows after 300 ms only. */
export function Skeleton({ label, rows = 2, kind = "people", immediate }: SkeletonProps) {
  return (
    <div
      className={classNames("skeleton", !immediate && "after-a-while")}
      role="status"
      aria-busy="true"
      aria-label={label}
    >
      {[...Array(rows).keys()].map((row) => (
        <div className="row" key={row}>
          {kind === "people" && <span className="skel round" />}
          <span className="skel-lines">
            <span className="skel" />
            <span className="skel" />
          </span>
        </div>
      ))}
    </div>
  );
}
