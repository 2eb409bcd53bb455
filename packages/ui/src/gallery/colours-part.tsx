import { Part } from "./part.tsx";

const swatches = [
  { token: "bg", name: "papier", use: "ondergrond" },
  { token: "surface", name: "vel", use: "lezen, schrijven" },
  { token: "sunken", name: "kuil", use: "woorden van een ander" },
  { token: "ink", name: "inkt", use: "tekst" },
  { token: "ink-3", name: "grijs", use: "bijzaak" },
  { token: "accent", name: "grachtengroen", use: "doen, jij, nieuw" },
  { token: "accent-soft", name: "groen, licht", use: "jouw woorden" },
  { token: "pro", name: "Delfts blauw", use: "alleen professionals" },
  { token: "wait-line", name: "oker", use: "wacht, tijdelijk" },
  { token: "danger", name: "menie", use: "gevaar, fout" },
];

export function ColoursPart() {
  return (
    <Part id="kleur" title="Kleur">
      <ul className="swatches">
        {swatches.map((swatch) => (
          <li key={swatch.token}>
            <span className={swatch.token} />
            <b>{swatch.name}</b>
            <small>{swatch.use}</small>
          </li>
        ))}
      </ul>
    </Part>
  );
}
