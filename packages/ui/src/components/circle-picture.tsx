import { useId } from "react";
import { Avatar, type AvatarPerson } from "./avatar.tsx";
import { circleCentre, circleRadius, placesOnInner, placesOnOuter } from "./circle-layout.ts";
import { classNames } from "./class-names.ts";

export interface CirclePerson {
  id: string;
  avatar: AvatarPerson;
  /** A short name under the tile. */
  name: string;
  /** A word under the name. */
  about?: string | undefined;
  ring: "inner" | "outer";
  /** Not in yet: dashed. */
  pending?: boolean | undefined;
  /** For a while only. */
  temporary?: boolean | undefined;
}

export interface CirclePictureProps {
  /** Says in words what the picture shows; read aloud. */
  caption: string;
  /** The one in the middle: "Jij". */
  me: string;
  /** What it means to stand on a ring; written along it. */
  rings: { inner: string; outer: string };
  /** In reading order. */
  people: CirclePerson[];
  selected: string | null;
  onSelect: (id: string) => void;
}

const arc = (radius: number): string => {
  const { x, y } = circleCentre;
  return `M ${x - radius} ${y} A ${radius} ${radius} 0 0 1 ${x + radius} ${y}`;
};

/** People around somebody, on two rings; a press chooses one. At most about ten: show a list beyond. */
export function CirclePicture({ caption, me, rings, people, selected, onSelect }: CirclePictureProps) {
  const id = useId();
  const inner = people.filter(({ ring }) => ring === "inner");
  const outer = people.filter(({ ring }) => ring === "outer");
  const innerPlaces = placesOnInner(inner.length);
  const outerPlaces = placesOnOuter(outer.length);
  const placed = [
    ...inner.map((person, index) => ({ person, place: innerPlaces[index] ?? circleCentre })),
    ...outer.map((person, index) => ({ person, place: outerPlaces[index] ?? circleCentre })),
  ];
  return (
    <figure className="circle" aria-labelledby={`${id}-caption`}>
      <svg viewBox="0 0 100 100" aria-hidden="true">
        <circle className="ring out" cx={circleCentre.x} cy={circleCentre.y} r={circleRadius.outer} />
        <circle className="ring in" cx={circleCentre.x} cy={circleCentre.y} r={circleRadius.inner} />
        {placed.map(({ person, place }) => (
          <line
            key={person.id}
            className={classNames("tie", person.pending && "pending", person.temporary && "temporary")}
            x1={circleCentre.x}
            y1={circleCentre.y}
            x2={place.x}
            y2={place.y}
          />
        ))}
        <path id={`${id}-inner`} d={arc(circleRadius.inner + 1.2)} fill="none" />
        <path id={`${id}-outer`} d={arc(circleRadius.outer + 1.2)} fill="none" />
        <text className="lab">
          <textPath href={`#${id}-inner`} startOffset="50%" textAnchor="middle">
            {rings.inner}
          </textPath>
        </text>
        <text className="lab">
          <textPath href={`#${id}-outer`} startOffset="50%" textAnchor="middle">
            {rings.outer}
          </textPath>
        </text>
      </svg>
      <span className="node me" style={{ left: `${circleCentre.x}%`, top: `${circleCentre.y}%` }}>
        <span className="av client lg" aria-hidden="true">
          {me}
        </span>
      </span>
      {placed.map(({ person, place }) => (
        <button
          key={person.id}
          type="button"
          className={classNames("node", person.pending && "pending", person.temporary && "temporary")}
          style={{ left: `${place.x}%`, top: `${place.y}%` }}
          aria-pressed={person.id === selected}
          onClick={() => onSelect(person.id)}
        >
          <Avatar {...person.avatar} pending={person.pending} />
          <span className="nl">
            <b>{person.name}</b> {person.about && <span>{person.about}</span>}
          </span>
        </button>
      ))}
      <figcaption id={`${id}-caption`} className="sr">
        {caption}
      </figcaption>
    </figure>
  );
}

export interface CircleLegendProps {
  items: { look: "solid" | "dashed" | "temporary"; label: string }[];
}

/** What the lines of the picture mean. */
export function CircleLegend({ items }: CircleLegendProps) {
  return (
    <p className="circle-legend">
      {items.map((item) => (
        <span key={item.look}>
          <i className={item.look} aria-hidden="true" />
          {item.label}
        </span>
      ))}
    </p>
  );
}
