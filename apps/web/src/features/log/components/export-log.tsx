import { Button, FieldError } from "@kring/ui";
import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { refusalCode } from "../../../shared/call.ts";
import type { LogFilter } from "../../../shared/log-filter.ts";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { type ExportFormat, useExport } from "../api/log.ts";

/** The lines that the filters leave, as a file; a refused export says so. */
export function ExportLog({ filter }: { filter: LogFilter }) {
  const { t } = useTranslation(["log-page", "common"]);
  const say = useRefusal();
  const file = useExport(filter);
  const busy = (format: ExportFormat) => file.isPending && file.variables === format && t("common:busy");
  return (
    <div className="stack tight">
      <div className="row wrap">
        <Button dense icon={Download} onPress={() => file.mutate("csv")} busy={busy("csv")}>
          {t("export.csv")}
        </Button>
        <Button
          dense
          icon={Download}
          onPress={() => file.mutate("json")}
          busy={busy("json")}
          aria-label={t("export.jsonLabel")}
        >
          {t("export.json")}
        </Button>
      </div>
      {file.isError && (
        <div role="alert">
          <FieldError>
            {refusalCode(file.error) === "too-many-requests" ? t("export.refused") : say(file.error)}
          </FieldError>
        </div>
      )}
    </div>
  );
}
