import { Icon, VisuallyHidden } from "@kring/ui";
import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";

const steps = ["motivation", "search"] as const;

/** Where one is on the way: first why, then whom. */
export function SearchSteps({ current }: { current: (typeof steps)[number] }) {
  const { t } = useTranslation("search");
  const at = steps.indexOf(current);
  return (
    <ol className="step-line" aria-label={t("steps.label")}>
      {steps.map((step, place) => (
        <li key={step} className={place < at ? "past" : undefined} aria-current={place === at ? "step" : undefined}>
          <span aria-hidden="true">{place < at ? <Icon of={Check} small /> : place + 1}</span>
          {t(`steps.${step}`)}
          {place < at && <VisuallyHidden>({t("steps.done")})</VisuallyHidden>}
        </li>
      ))}
    </ol>
  );
}
