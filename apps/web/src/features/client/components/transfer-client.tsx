import type { RelatedProfessional, RelationEnding } from "@kring/domain/contract";
import { Dialog, DialogPart, Inset, Skeleton, useToast } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActPart } from "../../../shared/act-part.tsx";
import { listInWords } from "../../../shared/dates.ts";
import { Failed } from "../../../shared/failed.tsx";
import { useToolTitle } from "../../../shared/tool/catalogue.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { relationEndingQuery, useTransferClient } from "../api/relation.ts";
import { firstNameOf, useClient } from "../use-client.ts";
import { type Colleague, ColleaguePicker } from "./colleague-picker.tsx";
import type { RelationDialogProps } from "./manage-relation.tsx";
import { MessageForClient } from "./relate-therapist.tsx";

/** T-05: relating, moving the tools and breaking the relation in one step, after a look at what it does. */
export function TransferClient({ professional, isOpen, onClose }: RelationDialogProps) {
  const { t } = useTranslation(["client", "common"]);
  const client = firstNameOf(useClient().name);
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t("transfer.title", { client })} closeLabel={t("common:close")}>
      <TransferForm professional={professional} onDone={onClose} />
    </Dialog>
  );
}

function TransferForm({ professional, onDone }: { professional: RelatedProfessional; onDone: () => void }) {
  const { t } = useTranslation(["client", "common"]);
  const { id, name } = useClient();
  const navigate = useNavigate();
  const showToast = useToast();
  const relation = { clientId: id, professionalId: professional.id };
  const transfer = useTransferClient(relation);
  // Once it is under way there is nothing left to look ahead to.
  const ending = useQuery({ ...relationEndingQuery(relation), enabled: transfer.isIdle || transfer.isError });
  const [colleague, setColleague] = useState<Colleague | null>(null);
  const [message, setMessage] = useState("");
  const [isMissing, setMissing] = useState(false);
  const client = firstNameOf(name);
  if (ending.data === undefined) {
    return (
      <DialogPart>
        {ending.isError ? (
          <Failed error={ending.error} onRetry={() => void ending.refetch()} />
        ) : (
          <Skeleton label={t("common:loading")} kind="lines" rows={4} />
        )}
      </DialogPart>
    );
  }
  const { data } = ending;
  const submit = async () => {
    if (colleague === null) return setMissing(true);
    const { state } = await transfer.mutateAsync({ to: colleague.id, message });
    onDone();
    if (professional.you && state === "transferred") await navigate({ to: "/clients" });
    showToast({ text: t(`transfer.done.${state}`, { client, colleague: colleague.name }) });
  };
  const to = colleague === null ? null : firstNameOf(colleague.name);
  return (
    <>
      <DialogPart>
        <ColleaguePicker
          label={t("transfer.to")}
          which="any"
          except={professional.id}
          value={colleague}
          onChange={setColleague}
          error={isMissing && colleague === null ? t("transfer.missing") : undefined}
        />
      </DialogPart>
      <ActPart
        onLeave={onDone}
        act={
          data.waitsForClient
            ? t("transfer.request", { client })
            : to === null
              ? t("transfer.submitBare")
              : t("transfer.submit", { colleague: to })
        }
        onAct={submit}
        change={transfer}
      >
        <h3>{t(data.waitsForClient ? "transfer.whatAfter" : "transfer.what", { client })}</h3>
        <WhatHappens professional={professional} ending={data} colleague={colleague} />
        {data.waitsForClient && (
          <>
            <Inset tone="wait">
              <p>{t("transfer.waits", { client })}</p>
            </Inset>
            <MessageForClient value={message} onChange={setMessage} />
          </>
        )}
      </ActPart>
    </>
  );
}

interface WhatHappensProps {
  professional: RelatedProfessional;
  ending: RelationEnding;
  colleague: Colleague | null;
}

/** Tools that move, feedback moments that are open, conversations still led, tasks still open. */
function WhatHappens({ professional, ending, colleague }: WhatHappensProps) {
  const { t } = useTranslation("client");
  const language = useLanguage();
  const titleOf = useToolTitle();
  const client = firstNameOf(useClient().name);
  const to = colleague?.name ?? t("transfer.someColleague");
  const from = professional.you ? t("transfer.you") : professional.name;
  const { tools, feedbackMomentsOpen, openTasks, conversations } = ending;
  const names = listInWords(
    tools.map(({ catalogueKey }) => titleOf(catalogueKey) ?? catalogueKey),
    language,
  );
  return (
    <ul className="what-happens">
      {colleague !== null && (
        <li>{t(colleague.related ? "transfer.stays" : "transfer.relation", { colleague: to, client })}</li>
      )}
      <li>
        {tools.length === 0
          ? t("transfer.noTools")
          : t("transfer.tools", { count: tools.length, names, colleague: to })}
      </li>
      {feedbackMomentsOpen > 0 && <li>{t("transfer.feedback", { count: feedbackMomentsOpen, colleague: to })}</li>}
      {openTasks > 0 && <li>{t("transfer.tasks", { count: openTasks })}</li>}
      {conversations !== null && conversations.manages > 0 && (
        <li>{t("transfer.manages", { count: conversations.manages, from })}</li>
      )}
      {conversations !== null && conversations.takesPart > 0 && (
        <li>{t("transfer.takesPart", { count: conversations.takesPart, from })}</li>
      )}
      <li>{t(professional.you ? "transfer.lossOwn" : "transfer.loss", { client, from })}</li>
    </ul>
  );
}
