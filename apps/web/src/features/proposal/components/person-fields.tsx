import { TextField } from "@kring/ui";
import type { FieldErrors, UseFormRegister } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { useFieldRules } from "../use-field-rules.ts";

export interface PersonTyped {
  name: string;
  email: string;
  born: string;
  number: string;
  note: string;
}

export interface PersonFieldsProps {
  register: UseFormRegister<PersonTyped>;
  errors: FieldErrors<PersonTyped>;
  /** What the server said of the address. */
  emailRefused?: string | undefined;
}

/** Who the client is: name, address, date of birth. */
export function PersonFields({ register, errors, emailRefused }: PersonFieldsProps) {
  const { t } = useTranslation("proposal");
  const { required, email, born } = useFieldRules();
  return (
    <>
      <TextField
        label={t("fields.name")}
        autoComplete="off"
        maxLength={100}
        error={errors.name?.message}
        {...register("name", { validate: (typed) => typed.trim() !== "" || required })}
      />
      <TextField
        label={t("fields.email")}
        type="email"
        autoComplete="off"
        error={errors.email?.message ?? emailRefused}
        {...register("email", { required, validate: email })}
      />
      <TextField
        label={t("fields.born")}
        type="date"
        error={errors.born?.message}
        {...register("born", { required, validate: born })}
      />
    </>
  );
}
