import type { ToolView } from "@kring/domain/contract";
import { Button, Link, Tag, useToast } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { refusalCode } from "../../../../shared/call.ts";
import { ConfirmDialog } from "../../../../shared/confirm-dialog.tsx";
import { NotFound } from "../../../../shared/not-found.tsx";
import { ToolAnswers } from "../../../../shared/tool/tool-answers.tsx";
import { useLanguage } from "../../../../shared/use-language.ts";
import { useRefusal } from "../../../../shared/use-refusal.ts";
import { toolQuery, useChangeGuide } from "../../api/tools.ts";
import { FeedbackForm } from "../../components/feedback-form.tsx";
import { Loaded, Section } from "../../components/section.tsx";
import { firstNameOf, useClient } from "../../use-client.ts";

const route = getRouteApi("/signed-in/clients/$clientId/tools/$toolId");

/** A tool of the client: who guides it, what was filled in, and the feedback on it. */
export function ToolPage() {
  const { t } = useTranslation("client");
  const language = useLanguage();
  const { id } = useClient();
  const { toolId } = route.useParams();
  const tool = useQuery(toolQuery(id, toolId));
  if (tool.isError && refusalCode(tool.error) === "not-found") return <NotFound />;
  return (
    <Section
      title={tool.data === undefined ? t("tools.tool") : tool.data.title[language]}
      end={tool.data?.can.changeGuide && <ChangeGuide tool={tool.data} />}
    >
      <p className="sm">
        <Link href={`/clients/${id}/tools`}>{t("tool.back")}</Link>
      </p>
      <Loaded query={tool}>{(view) => <Answers tool={view} />}</Loaded>
    </Section>
  );
}

function Answers({ tool }: { tool: ToolView }) {
  const { t } = useTranslation("client");
  const { guide } = tool;
  return (
    <div className="stack narrow">
      <p className="row wrap">
        <span className="soft">
          {guide === null
            ? t("tool.unguided")
            : guide.you
              ? t("tool.guidedByYou")
              : t("tool.guidedBy", { name: guide.name })}
        </span>
        {tool.feedback === "waiting" && <Tag tone="wait">{t("tool.feedbackWaits")}</Tag>}
      </p>
      <ToolAnswers
        tool={tool}
        feedbackForm={tool.can.giveFeedback ? (after) => <FeedbackForm toolId={tool.id} after={after} /> : undefined}
      />
    </div>
  );
}

/** Becoming the guide of an unguided tool, or leaving one's own unguided. */
function ChangeGuide({ tool }: { tool: ToolView }) {
  const { t } = useTranslation(["client", "common"]);
  const { id, name } = useClient();
  const say = useRefusal();
  const showToast = useToast();
  const change = useChangeGuide(id, tool.id);
  const letGo = useChangeGuide(id, tool.id);
  const [isAsking, setAsking] = useState(false);
  const guideIt = () =>
    change.mutate(true, {
      onSuccess: () => showToast({ text: t("tool.guideDone") }),
      onError: (error) => showToast({ text: say(error) }),
    });
  if (tool.guide === null) {
    return (
      <Button dense onPress={guideIt} busy={change.isPending && t("common:busy")}>
        {t("tool.guideIt")}
      </Button>
    );
  }
  return (
    <>
      <Button dense onPress={() => setAsking(true)}>
        {t("tool.letGo")}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t("tool.letGoTitle")}
        act={t("tool.letGo")}
        change={{
          mutateAsync: () => letGo.mutateAsync(false),
          isPending: letGo.isPending,
          isError: letGo.isError,
          error: letGo.error,
        }}
        onDone={() => showToast({ text: t("tool.letGoDone") })}
      >
        <p>{t("tool.letGoWhat", { name: firstNameOf(name) })}</p>
      </ConfirmDialog>
    </>
  );
}
