import type { AvatarPerson } from "./avatar.tsx";
import { MaskedShape } from "./masked-shape.tsx";

export type RingPerson = { kind: "professional" | "client" | "related" } | Extract<AvatarPerson, { kind: "masked" }>;

export interface MiniRingProps {
  /** The other people of the conversation as this reader sees them, in the server's order; six fit, the rest is left out. */
  people: RingPerson[];
}

const centre = 20;
const radius = 14;
const firstAngle = (-118.6 * Math.PI) / 180;
const mostMarks = 6;

function Mark({ person, x, y }: { person: RingPerson; x: number; y: number }) {
  if (person.kind === "masked") {
    return (
      <svg
        className={`m c${person.colour}`}
        x={x - 5.5}
        y={y - 5.5}
        width="11"
        height="11"
        viewBox="0 0 24 24"
        aria-hidden="true"
      >
        <MaskedShape shape={person.shape} />
      </svg>
    );
  }
  if (person.kind === "professional") return <rect className="p" x={x - 4.5} y={y - 4.5} width="9" height="9" rx="2" />;
  if (person.kind === "client") return <circle className="k" cx={x} cy={y} r="4.75" />;
  return <circle className="n" cx={x} cy={y} r="4" />;
}

/** A conversation of several people: a small ring with a mark for each of the others. Decoration only. */
export function MiniRing({ people }: MiniRingProps) {
  const shown = people.slice(0, mostMarks);
  return (
    <svg className="mini" viewBox="0 0 40 40" aria-hidden="true">
      <circle className="r" cx={centre} cy={centre} r={radius} />
      {shown.map((person, index) => {
        const angle = firstAngle + (index * 2 * Math.PI) / shown.length;
        const x = Math.round((centre + radius * Math.cos(angle)) * 10) / 10;
        const y = Math.round((centre + radius * Math.sin(angle)) * 10) / 10;
        return (
          <g key={`${x} ${y}`}>
            <circle className="gap" cx={x} cy={y} r="6.5" />
            <Mark person={person} x={x} y={y} />
          </g>
        );
      })}
    </svg>
  );
}
