import { ClientSearchFilter } from "@kring/domain/contract";
import { Button, Select, TextField } from "@kring/ui";
import { Search } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

const filters = ["name", "email", "client-number", "born"] as const;
type By = (typeof filters)[number];

const inputs = {
  name: { type: "text", autoComplete: "off" },
  email: { type: "email", autoComplete: "off", autoCapitalize: "none" },
  "client-number": { type: "text", autoComplete: "off", autoCapitalize: "none" },
  born: { type: "date", autoComplete: "off" },
} as const;

export interface SearchFormProps {
  onSearch: (filter: ClientSearchFilter) => void;
  busy: boolean;
}

/** One filter at a time. */
export function SearchForm({ onSearch, busy }: SearchFormProps) {
  const { t } = useTranslation(["search", "common"]);
  const [by, setBy] = useState<By>("name");
  const [value, setValue] = useState("");
  const [isWrong, setWrong] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const filter = ClientSearchFilter.safeParse({ by, value });
    setWrong(!filter.success);
    if (filter.success) onSearch(filter.data);
    else box.current?.focus();
  };
  return (
    <form className="search-filters" onSubmit={submit} noValidate>
      <Select
        label={t("filters.by")}
        value={by}
        onChange={(event) => {
          setBy(filters.find((filter) => filter === event.target.value) ?? "name");
          setValue("");
          setWrong(false);
        }}
      >
        {filters.map((filter) => (
          <option key={filter} value={filter}>
            {t(`filters.${filter}`)}
          </option>
        ))}
      </Select>
      <TextField
        key={by}
        ref={box}
        {...inputs[by]}
        label={t(`filters.${by}Label`)}
        value={value}
        onChange={(event) => setValue(event.target.value)}
        error={isWrong ? t(`filters.${by}Wrong`) : undefined}
      />
      <Button type="submit" variant="primary" icon={Search} busy={busy && t("common:busy")}>
        {t("filters.submit")}
      </Button>
    </form>
  );
}
