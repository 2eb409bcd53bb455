import { useState } from "react";
import { CircleLegend, type CirclePerson, CirclePicture } from "../components/circle-picture.tsx";
import { ScaleField } from "../components/scale-field.tsx";
import { Cell, Part } from "./part.tsx";

const few: CirclePerson[] = [
  { id: "sb", avatar: { kind: "professional", initials: "SB" }, name: "Sanne", about: "binnen", ring: "inner" },
  {
    id: "dv",
    avatar: { kind: "professional", initials: "DV" },
    name: "Daan",
    about: "nog niet",
    ring: "inner",
    pending: true,
  },
  {
    id: "nl",
    avatar: { kind: "professional", initials: "NL" },
    name: "Nadia",
    about: "tot morgen",
    ring: "inner",
    temporary: true,
  },
  { id: "pj", avatar: { kind: "related", initials: "PJ" }, name: "Pieter", about: "buiten", ring: "outer" },
  { id: "mj", avatar: { kind: "related", initials: "MJ" }, name: "Marijke", about: "buiten", ring: "outer" },
];

const many: CirclePerson[] = [...Array(10).keys()].map((index) => ({
  id: `${index}`,
  avatar: { kind: index < 5 ? "professional" : "related", initials: `P${index}` },
  name: `Naam ${index}`,
  ring: index < 5 ? "inner" : "outer",
}));

/** The circle of people and the scale. */
export function CirclePart() {
  const [selected, select] = useState<string>("sb");
  const [value, setValue] = useState<number | undefined>(6);
  const words = { me: "Jij", rings: { inner: "binnenste ring", outer: "buitenste ring" } };
  return (
    <Part id="kring" title="Kring">
      <Cell about="Kring: gekozen, nog niet, tijdelijk">
        <CirclePicture
          {...words}
          caption="Een kring van vijf mensen."
          people={few}
          selected={selected}
          onSelect={select}
        />
        <CircleLegend
          items={[
            { look: "solid", label: "erin" },
            { look: "dashed", label: "nog niet" },
            { look: "temporary", label: "tijdelijk" },
          ]}
        />
      </Cell>
      <Cell about="Kring: tien mensen">
        <CirclePicture {...words} caption="Een kring van tien mensen." people={many} selected="3" onSelect={() => {}} />
      </Cell>
      <Cell about="Kring: niemand">
        <CirclePicture {...words} caption="Een kring zonder mensen." people={[]} selected={null} onSelect={() => {}} />
      </Cell>
      <Cell about="Schaal">
        <ScaleField
          label="Hoe uitgerust ben je?"
          name="gallery-scale"
          min={0}
          max={10}
          low="niet"
          high="helemaal"
          value={value}
          onChange={setValue}
        />
      </Cell>
      <Cell about="Schaal met fout, en uitgeschakeld">
        <ScaleField
          label="Hoe vaak?"
          name="gallery-scale-error"
          min={0}
          max={3}
          low="nooit"
          high="bijna altijd"
          value={undefined}
          onChange={() => {}}
          error="Kies een getal."
        />
        <ScaleField
          label="Hoe vaak?"
          name="gallery-scale-off"
          min={0}
          max={3}
          low="nooit"
          high="bijna altijd"
          value={2}
          onChange={() => {}}
          disabled
        />
      </Cell>
    </Part>
  );
}
