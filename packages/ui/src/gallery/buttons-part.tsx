import { Search, UsersRound } from "lucide-react";
import { Fragment, useState } from "react";
import { Button, ButtonLink, type ButtonVariant, ConsentChoice, IconButton } from "../components/button.tsx";
import { Checkbox, RadioGroup, Switch } from "../components/choice.tsx";
import { Count, Tag } from "../components/marks.tsx";
import { QuickExit } from "../components/quick-exit.tsx";
import { Cell, Part } from "./part.tsx";

const variants: { variant: ButtonVariant; about: string; label: string }[] = [
  { variant: "primary", about: "Eerste", label: "Verstuur" },
  { variant: "secondary", about: "Tweede", label: "Verstuur" },
  { variant: "plain", about: "Stil", label: "Verstuur" },
  { variant: "danger", about: "Gevaar", label: "Verstuur" },
  { variant: "danger-final", about: "Laatste stap", label: "Verbreek nu" },
];

const nothing = () => {};

export function ButtonsPart() {
  return (
    <Part id="knoppen" title="Knoppen">
      <div className="states">
        <span />
        {["gewoon", "eronder", "focus", "uit", "bezig"].map((state) => (
          <span className="xs mute" key={state}>
            {state}
          </span>
        ))}
        {variants.map(({ variant, about, label }) => (
          <Fragment key={variant}>
            <span className="sm soft">{about}</span>
            <Button variant={variant}>{label}</Button>
            <Button variant={variant} className="is-hover">
              {label}
            </Button>
            <Button variant={variant} className="is-focus">
              {label}
            </Button>
            <Button variant={variant} isDisabled>
              {label}
            </Button>
            <Button variant={variant} busy="Bezig">
              {label}
            </Button>
          </Fragment>
        ))}
      </div>
      <div className="cells">
        <Cell about="dicht, alleen met muis">
          <div className="row">
            <Button dense variant="primary">
              Bewaar
            </Button>
            <Button dense>Beheer</Button>
            <IconButton label="Zoek" icon={Search} />
            <IconButton label="Wie leest mee" icon={UsersRound} aria-pressed />
          </div>
        </Cell>
        <Cell about="gelijk gewicht: toestemming">
          <ConsentChoice
            no={{ label: "Nee, niet doen", onPress: nothing }}
            yes={{ label: "Ja, dat mag", onPress: nothing }}
          />
        </Cell>
        <Cell about="uit, met de reden ernaast">
          <Button disabledReason="Eerst moet Emma je verzoek accepteren.">Wijs een tool toe</Button>
        </Cell>
        <Cell about="een link als knop; snel weg">
          <div className="row">
            <ButtonLink href="#knoppen" variant="plain">
              Naar mijn cliënten
            </ButtonLink>
            <QuickExit label="Snel weg" hint="Drie keer Shift doet hetzelfde" onExit={nothing} />
          </div>
        </Cell>
        <Choices />
        <Cell about="stand en aantal">
          <div className="row wrap">
            <Tag>in je caseload</Tag>
            <Tag tone="done">loopt</Tag>
            <Tag tone="wait">wacht op feedback</Tag>
            <Tag tone="off">feedback uit</Tag>
            <Tag tone="bad">mislukt</Tag>
            <Count value={3} label="3 nieuw" />
            <Count value={120} quiet label="120 cliënten" />
          </div>
        </Cell>
      </div>
    </Part>
  );
}

function Choices() {
  const [pace, setPace] = useState("now");
  return (
    <>
      <Cell about="schakelaar">
        <div className="row wrap">
          <Switch aria-label="Uit" />
          <Switch defaultChecked aria-label="Aan" />
          <Switch className="is-focus" aria-label="Focus" />
          <Switch disabled aria-label="Niet beschikbaar" />
          <Switch defaultChecked>Meldingen per mail</Switch>
        </div>
      </Cell>
      <Cell about="keuzes">
        <div className="row wrap">
          <Checkbox defaultChecked>Slaapdagboek</Checkbox>
          <Checkbox>Module</Checkbox>
        </div>
        <RadioGroup
          label="Hoe vaak"
          name="pace"
          inline
          value={pace}
          onChange={setPace}
          options={[
            { value: "now", label: "Direct" },
            { value: "daily", label: "Per dag" },
          ]}
        />
      </Cell>
      <Cell about="keuze met uitleg en fout">
        <Checkbox hint="Je kunt dit later altijd terugdraaien." error="Vink dit aan om verder te gaan.">
          Emma heeft mij dit zelf gezegd
        </Checkbox>
      </Cell>
    </>
  );
}
