import { Button, Dialog, DialogPart, RadioGroup, Skeleton, useToast } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActPart } from "../../../shared/act-part.tsx";
import { Failed } from "../../../shared/failed.tsx";
import { catalogueQuery } from "../../../shared/tool/catalogue.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { useAssignTool } from "../api/tools.ts";
import { firstNameOf, useClient } from "../use-client.ts";

/** Assigns a tool of the catalogue, guided by oneself or unguided. */
export function AssignTool() {
  const { t } = useTranslation(["client", "common"]);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button dense icon={Plus} onPress={() => setOpen(true)}>
        {t("assign.open")}
      </Button>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title={t("assign.title")} closeLabel={t("common:close")}>
        <AssignForm onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function AssignForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation(["client", "common"]);
  const language = useLanguage();
  const showToast = useToast();
  const { id, name } = useClient();
  const catalogue = useQuery(catalogueQuery);
  const assign = useAssignTool(id);
  const [key, setKey] = useState<string>();
  const [guidance, setGuidance] = useState("guided");
  const [isMissing, setMissing] = useState(false);
  if (catalogue.isError) {
    return (
      <DialogPart>
        <Failed error={catalogue.error} onRetry={() => void catalogue.refetch()} />
      </DialogPart>
    );
  }
  if (catalogue.data === undefined) {
    return (
      <DialogPart>
        <Skeleton label={t("common:loading")} kind="lines" rows={3} />
      </DialogPart>
    );
  }
  const chosen = catalogue.data.find((tool) => tool.key === key);
  const submit = async () => {
    if (chosen === undefined) return setMissing(true);
    await assign.mutateAsync({ catalogueKey: chosen.key, guided: guidance === "guided" });
    onDone();
    showToast({ text: t("assign.done", { tool: chosen.title[language], name: firstNameOf(name) }) });
  };
  return (
    <>
      <DialogPart>
        <RadioGroup
          name="tool"
          label={t("assign.which")}
          options={catalogue.data.map((tool) => ({
            value: tool.key,
            label: tool.title[language],
            hint: `${t(`tools.kinds.${tool.kind}`)}. ${tool.summary[language]}`,
          }))}
          value={key}
          onChange={setKey}
          error={isMissing && chosen === undefined && t("assign.missing")}
        />
      </DialogPart>
      <ActPart onLeave={onDone} act={t("assign.submit")} onAct={submit} change={assign}>
        <RadioGroup
          name="guidance"
          label={t("assign.guidance")}
          options={[
            { value: "guided", label: t("assign.guided"), hint: t("assign.guidedHint") },
            { value: "unguided", label: t("assign.unguided"), hint: t("assign.unguidedHint") },
          ]}
          value={guidance}
          onChange={setGuidance}
        />
      </ActPart>
    </>
  );
}
