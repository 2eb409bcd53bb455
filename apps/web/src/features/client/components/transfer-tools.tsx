import type { RelatedProfessional, RelationEnding } from "@kring/domain/contract";
import { Button, Checkbox, DialogPart, FieldError, Select, Skeleton, useToast } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useToolTitle } from "../../../shared/tool/catalogue.ts";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { colleaguesQuery } from "../api/professionals.ts";
import { useTransferTools } from "../api/relation.ts";
import { firstNameOf, useClient } from "../use-client.ts";

type Tool = RelationEnding["tools"][number];

export interface TransferToolsProps {
  professional: RelatedProfessional;
  ending: RelationEnding;
}

/** T-02: the tools guided go to a colleague who is related; all of them are chosen to begin with. */
export function TransferTools({ professional, ending }: TransferToolsProps) {
  const { t } = useTranslation(["client", "common"]);
  const { id, name } = useClient();
  const client = firstNameOf(name);
  const colleagues = useQuery(colleaguesQuery(id, "related", ""));
  const others = colleagues.data?.filter((colleague) => colleague.id !== professional.id);
  return (
    <DialogPart>
      <h3>{professional.you ? t("toolsTransfer.titleOwn") : t("toolsTransfer.title")}</h3>
      {ending.tools.length === 0 ? (
        <p className="soft">
          {professional.you
            ? t("toolsTransfer.noneOwn", { client })
            : t("toolsTransfer.none", { client, professional: professional.name })}
        </p>
      ) : others === undefined ? (
        <Skeleton label={t("common:loading")} kind="lines" />
      ) : others.length === 0 ? (
        <p className="soft">{t("toolsTransfer.nobody", { client })}</p>
      ) : (
        // Which tools there are may change while this is open; then the choice begins anew.
        <TransferForm
          key={ending.tools.map((tool) => tool.id).join()}
          professional={professional}
          tools={ending.tools}
          others={others}
        />
      )}
    </DialogPart>
  );
}

interface TransferFormProps {
  professional: RelatedProfessional;
  tools: Tool[];
  others: { id: string; name: string }[];
}

function TransferForm({ professional, tools, others }: TransferFormProps) {
  const { t } = useTranslation(["client", "common"]);
  const { id, name } = useClient();
  const titleOf = useToolTitle();
  const say = useRefusal();
  const showToast = useToast();
  const transfer = useTransferTools({ clientId: id, professionalId: professional.id });
  const [to, setTo] = useState(others[0]?.id ?? "");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(tools.map((tool) => tool.id)));
  const [isMissing, setMissing] = useState(false);
  const receiver = others.find((colleague) => colleague.id === to) ?? others[0];
  const toggle = (toolId: string) => {
    const next = new Set(chosen);
    if (!next.delete(toolId)) next.add(toolId);
    setChosen(next);
  };
  if (receiver === undefined) return null;
  const colleague = firstNameOf(receiver.name);
  const submit = async () => {
    const toolIds = tools.map((tool) => tool.id).filter((toolId) => chosen.has(toolId));
    if (toolIds.length === 0) return setMissing(true);
    await transfer.mutateAsync({ to: receiver.id, toolIds });
    showToast({ text: t("toolsTransfer.done", { count: toolIds.length, colleague: receiver.name }) });
  };
  return (
    <>
      <Select label={t("toolsTransfer.to")} value={receiver.id} onChange={(event) => setTo(event.target.value)}>
        {others.map((colleague) => (
          <option key={colleague.id} value={colleague.id}>
            {t("toolsTransfer.receiver", { colleague: colleague.name, client: firstNameOf(name) })}
          </option>
        ))}
      </Select>
      <fieldset>
        <legend className="label">
          {professional.you
            ? t("toolsTransfer.guidedByYou")
            : t("toolsTransfer.guidedBy", { professional: professional.name })}
        </legend>
        <ul className="cks">
          {tools.map((tool) => (
            <li key={tool.id}>
              <Checkbox checked={chosen.has(tool.id)} onChange={() => toggle(tool.id)}>
                <b>{titleOf(tool.catalogueKey) ?? tool.catalogueKey}</b>
                {tool.feedback !== null && (
                  <span className="say">
                    {t(tool.feedback.waiting ? "toolsTransfer.feedbackNow" : "toolsTransfer.feedbackLater")}
                  </span>
                )}
              </Checkbox>
            </li>
          ))}
        </ul>
      </fieldset>
      {isMissing && chosen.size === 0 && (
        <div role="alert">
          <FieldError>{t("toolsTransfer.missing")}</FieldError>
        </div>
      )}
      {transfer.isError && (
        <div role="alert">
          <FieldError>{say(transfer.error)}</FieldError>
        </div>
      )}
      <div className="actions">
        <Button
          variant="primary"
          onPress={() => void submit().catch(() => undefined)}
          busy={transfer.isPending && t("common:busy")}
        >
          {t("toolsTransfer.submit", { count: chosen.size, colleague })}
        </Button>
      </div>
    </>
  );
}
