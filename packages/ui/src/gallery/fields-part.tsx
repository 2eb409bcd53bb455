import { useState } from "react";
import { ComboBox } from "../components/combo-box.tsx";
import { OneTimeCodeField, PasswordField, SearchField, Select, TextArea, TextField } from "../components/field.tsx";
import { PageTabs } from "../components/page-tabs.tsx";
import { FilterTabs, LinkTabs } from "../components/tabs.tsx";
import { Part } from "./part.tsx";

export function FieldsPart() {
  const [code, setCode] = useState("204310");
  const [sought, setSought] = useState("Emma");
  return (
    <Part id="velden" title="Velden en tabs">
      <div className="cells three">
        <TextField label="Schermnaam" hint="1 tot 40 tekens" defaultValue="Maan" />
        <TextField label="Schermnaam" hint="met focus" className="shows-focus" defaultValue="Maan" />
        <TextField
          label="Schermnaam"
          hint="met fout"
          defaultValue="Behandelaar"
          error="Kies een naam die geen rol is."
        />
        <TextField label="E-mailadres" hint="leeg" type="email" placeholder="naam@voorbeeld.nl" />
        <Select label="Aan wie" hint="keuzelijst">
          <option>Daan Visser</option>
          <option>Sanne Bakker</option>
        </Select>
        <TextField label="Cliënt-ID" hint="niet te wijzigen" disabled defaultValue="20431" />
        <PasswordField
          label="Wachtwoord"
          hint="met oog"
          defaultValue="wachtwoord-"
          showLabel="Toon wachtwoord"
          hidePasswordLabel="Verberg wachtwoord"
        />
        <OneTimeCodeField label="Code uit je app" hint="plakken mag" value={code} onCode={setCode} />
        <TextArea label="Motivatie" hint="de applicatiebeheerders lezen dit" rows={2} />
        <CombosShown />
        <SearchField label="Zoek in gesprekken" value={sought} onChange={setSought} clearLabel="Wis" />
      </div>
      <TabsShown />
    </Part>
  );
}

function TabsShown() {
  const [shown, setShown] = useState<"all" | "unread" | "mine">("all");
  const [page, setPage] = useState<"mine" | "other" | "without">("mine");
  return (
    <div>
      <FilterTabs
        label="Toon"
        value={shown}
        onChange={setShown}
        options={[
          { id: "all", label: "Alle" },
          { id: "unread", label: "Ongelezen 3" },
          { id: "mine", label: "Mijn cliënten" },
        ]}
      />
      <PageTabs
        label="Cliënten"
        value={page}
        onChange={setPage}
        tabs={[
          { id: "mine", label: "Mijn cliënten", panel: <p className="sm soft">Twaalf cliënten.</p> },
          { id: "other", label: "Andere cliënten", panel: <p className="sm soft">Met een motivatie.</p> },
          { id: "without", label: "Zonder behandelaar", count: 3, panel: <p className="sm soft">Drie cliënten.</p> },
        ]}
      />
      <LinkTabs
        label="Account van Emma de Jong"
        items={[
          { href: "#velden", label: "Overzicht", current: true },
          { href: "#tabel", label: "Tools" },
          { href: "#gesprek", label: "Gesprekken" },
        ]}
      />
    </div>
  );
}

const colleagues = [
  { id: "daan", label: "Daan Visser", about: "behandelaar" },
  { id: "noor", label: "Noor Smit", about: "secretariaat" },
];

function CombosShown() {
  const [text, setText] = useState("");
  const found = colleagues.filter(({ label }) => label.toLowerCase().includes(text.toLowerCase()));
  return (
    <ComboBox
      label="Wie"
      placeholder="Iedereen"
      text={text}
      onType={setText}
      options={found}
      onChoose={({ label }) => setText(label)}
      empty="Niemand gevonden."
      clear={text === "" ? undefined : { label: "Wis", onClear: () => setText("") }}
    />
  );
}
