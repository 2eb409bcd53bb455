import type { RelatedProfessional } from "@kring/domain/contract";
import { Dialog, DialogPart, Skeleton } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { shortDate } from "../../../shared/dates.ts";
import { Failed } from "../../../shared/failed.tsx";
import { useLanguage } from "../../../shared/use-language.ts";
import { relationEndingQuery } from "../api/relation.ts";
import { firstNameOf, useClient } from "../use-client.ts";
import { BreakRelation, ConfirmBreaking } from "./break-relation.tsx";
import { TransferTools } from "./transfer-tools.tsx";

export interface RelationDialogProps {
  professional: RelatedProfessional;
  isOpen: boolean;
  onClose: () => void;
}

/** *Manage relation*: first the tools to a colleague (T-02), then the relation broken (T-03). */
export function ManageRelation({ professional, isOpen, onClose }: RelationDialogProps) {
  const { t } = useTranslation(["client", "common"]);
  const { name } = useClient();
  const [isLastStep, setLastStep] = useState(false);
  const close = () => {
    setLastStep(false);
    onClose();
  };
  const client = firstNameOf(name);
  const title = isLastStep
    ? professional.you
      ? t("break.titleOwn", { client })
      : t("break.title", { client, professional: professional.name })
    : t("relation.open");
  return (
    <Dialog
      key={isLastStep ? "last" : "first"}
      isOpen={isOpen}
      onClose={close}
      title={title}
      closeLabel={t("common:close")}
    >
      {isLastStep ? (
        <ConfirmBreaking professional={professional} onBack={() => setLastStep(false)} onDone={close} />
      ) : (
        <Steps professional={professional} onBreak={() => setLastStep(true)} />
      )}
    </Dialog>
  );
}

function Steps({ professional, onBreak }: { professional: RelatedProfessional; onBreak: () => void }) {
  const { t } = useTranslation(["client", "common"]);
  const language = useLanguage();
  const client = useClient();
  const ending = useQuery(relationEndingQuery({ clientId: client.id, professionalId: professional.id }));
  const day = shortDate(professional.since, Date.now(), language);
  return (
    <>
      <p className="sm mute dialog-under-title">
        {professional.you
          ? t("relation.whoYou", { client: client.name, day })
          : t("relation.who", { professional: professional.name, client: client.name, day })}
      </p>
      {ending.data === undefined ? (
        <DialogPart>
          {ending.isError ? (
            <Failed error={ending.error} onRetry={() => void ending.refetch()} />
          ) : (
            <Skeleton label={t("common:loading")} kind="lines" rows={4} />
          )}
        </DialogPart>
      ) : (
        <>
          {professional.can.transferTools && <TransferTools professional={professional} ending={ending.data} />}
          {professional.can.breakRelation && (
            <BreakRelation professional={professional} ending={ending.data} onBreak={onBreak} />
          )}
        </>
      )}
    </>
  );
}
