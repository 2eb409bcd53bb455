import { Button, ButtonLink, Inset, TextArea } from "@kring/ui";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";

const shortest = 10;
const longest = 500;

export interface MotivationFormProps {
  motivation: string;
  onGiven: (motivation: string) => void;
}

/** nobody searches outside their caseload without saying why, and without knowing what is recorded. */
export function MotivationForm({ motivation, onGiven }: MotivationFormProps) {
  const { t } = useTranslation("search");
  const { register, handleSubmit, formState } = useForm({ defaultValues: { motivation } });
  const submit = handleSubmit((typed) => onGiven(typed.motivation.trim()));
  return (
    <form className="motivation" onSubmit={(event) => void submit(event)} noValidate>
      <div>
        <h2>{t("motivation.heading")}</h2>
        <p className="soft">{t("motivation.lead")}</p>
      </div>
      <TextArea
        label={t("motivation.label")}
        hint={t("motivation.hint")}
        rows={4}
        error={formState.errors.motivation?.message}
        {...register("motivation", {
          validate: (typed) => {
            const { length } = typed.trim();
            if (length < shortest) return t("motivation.tooShort");
            return length <= longest || t("motivation.tooLong");
          },
        })}
      />
      <Inset tone="wait">
        <p className="sm">
          <b>{t("motivation.recorded")}</b> {t("motivation.recordedText")}
        </p>
      </Inset>
      <div className="row wrap">
        <Button type="submit" variant="primary">
          {t("motivation.next")}
        </Button>
        <ButtonLink variant="plain" href="/clients">
          {t("motivation.back")}
        </ButtonLink>
      </div>
    </form>
  );
}
