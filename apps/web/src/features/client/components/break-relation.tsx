import type { RelatedProfessional, RelationEnding } from "@kring/domain/contract";
import { Button, DialogPart, Inset, Skeleton, useToast } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ActPart } from "../../../shared/act-part.tsx";
import { listInWords } from "../../../shared/dates.ts";
import { Failed } from "../../../shared/failed.tsx";
import { useToolTitle } from "../../../shared/tool/catalogue.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { relationEndingQuery, useBreakRelation } from "../api/relation.ts";
import { firstNameOf, useClient } from "../use-client.ts";

interface EndingProps {
  professional: RelatedProfessional;
  ending: RelationEnding;
}

/** What becomes unguided, by name (T-03). */
function UnguidedTools({ ending }: { ending: RelationEnding }) {
  const { t } = useTranslation("client");
  const language = useLanguage();
  const titleOf = useToolTitle();
  const count = ending.tools.length;
  if (count === 0) {
    return (
      <Inset>
        <p>{t("break.noTools")}</p>
      </Inset>
    );
  }
  const names = listInWords(
    ending.tools.map(({ catalogueKey }) => titleOf(catalogueKey) ?? catalogueKey),
    language,
  );
  return (
    <Inset tone="bad">
      <p>
        <b>{t("break.unguided", { count })}</b> {names}. {t("break.feedbackOff", { count })}
      </p>
    </Inset>
  );
}

/** What is lost, in numbers. */
function Losses({ professional, ending }: EndingProps) {
  const { t } = useTranslation("client");
  const client = firstNameOf(useClient().name);
  const conversations = ending.conversations?.takesPart ?? 0;
  const access = professional.you
    ? t("break.accessOwn", { client })
    : t("break.access", { client, professional: professional.name });
  return (
    <>
      <p className="sm soft">
        {access} {conversations > 0 && t("break.conversations", { count: conversations })}{" "}
        {ending.openTasks > 0 && t("break.tasks", { count: ending.openTasks })} {t("break.final")}
      </p>
      {ending.leavesClientAlone && <p className="sm">{t("break.alone", { client })}</p>}
    </>
  );
}

/** The first step: what it would do, and the way to the last one. */
export function BreakRelation({ professional, ending, onBreak }: EndingProps & { onBreak: () => void }) {
  const { t } = useTranslation("client");
  return (
    <DialogPart
      actions={
        <Button variant="danger" onPress={onBreak}>
          {t("break.open")}
        </Button>
      }
    >
      <h3>{t(professional.can.transferTools ? "break.heading" : "break.headingAlone")}</h3>
      <UnguidedTools ending={ending} />
      <Losses professional={professional} ending={ending} />
    </DialogPart>
  );
}

export interface ConfirmBreakingProps {
  professional: RelatedProfessional;
  onBack: () => void;
  onDone: () => void;
}

/** The last step: names again what happens as it stands now, and does it. */
export function ConfirmBreaking({ professional, onBack, onDone }: ConfirmBreakingProps) {
  const { t } = useTranslation(["client", "common"]);
  const { id, name } = useClient();
  const navigate = useNavigate();
  const showToast = useToast();
  const relation = { clientId: id, professionalId: professional.id };
  const end = useBreakRelation(relation);
  // Once it is under way there is nothing left to look ahead to.
  const ending = useQuery({ ...relationEndingQuery(relation), enabled: end.isIdle || end.isError });
  const client = firstNameOf(name);
  if (ending.data === undefined) {
    return (
      <DialogPart>
        {ending.isError ? (
          <Failed error={ending.error} onRetry={() => void ending.refetch()} />
        ) : (
          <Skeleton label={t("common:loading")} kind="lines" />
        )}
      </DialogPart>
    );
  }
  const { data } = ending;
  const submit = async () => {
    await end.mutateAsync(data.tools.map((tool) => tool.id));
    onDone();
    if (professional.you) await navigate({ to: "/clients" });
    showToast({
      text: professional.you
        ? t("break.doneOwn", { client })
        : t("break.done", { client, professional: professional.name }),
    });
  };
  return (
    <ActPart
      onLeave={onBack}
      leave={t("common:back")}
      act={t("break.submit")}
      variant="danger-final"
      onAct={submit}
      change={end}
    >
      <UnguidedTools ending={data} />
      <Losses professional={professional} ending={data} />
    </ActPart>
  );
}
