import { ToolId, type ToolView } from "@kring/domain/contract";
import { Banner, Inset, Link, Main, Page, Skeleton } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { CircleCheck, Hourglass } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Failed } from "../../../shared/failed.tsx";
import { QuickExitButton } from "../../../shared/leave.tsx";
import { useMe } from "../../../shared/me.ts";
import { NotFound } from "../../../shared/not-found.tsx";
import { useLanguage } from "../../../shared/use-language.ts";
import { ownToolQuery } from "../api/tools.ts";
import { OwnEntries } from "../components/own-entries.tsx";
import { OwnModule } from "../components/own-module.tsx";
import "../components/tool-page.css";

const route = getRouteApi("/signed-in/tools/$toolId");

/** One of the client's own tools. */
export function ToolPage() {
  const { toolId } = route.useParams();
  const known = ToolId.safeParse(toolId);
  return <Main>{known.success ? <Tool key={known.data} toolId={known.data} /> : <Hidden />}</Main>;
}

function Hidden() {
  return (
    <>
      <div className="top-end">
        <QuickExitButton />
      </div>
      <NotFound />
    </>
  );
}

function Tool({ toolId }: { toolId: ToolId }) {
  const { t } = useTranslation(["own", "tool", "common"]);
  const language = useLanguage();
  const tool = useQuery(ownToolQuery(toolId));
  if (tool.data === undefined) {
    return (
      <>
        <div className="top-end">
          <QuickExitButton />
        </div>
        {tool.isError ? (
          <Failed error={tool.error} onRetry={() => void tool.refetch()} />
        ) : (
          <div className="page">
            <Skeleton label={t("common:loading")} rows={5} kind="lines" />
          </div>
        )}
      </>
    );
  }
  const { content, kind } = tool.data;
  return (
    <Page title={content.title[language]} lead={content.summary[language]} end={<QuickExitButton />}>
      <div className="tool-head">
        <p className="sm">
          <Link href="/tools">{t("own:tool.back")}</Link>
        </p>
        <HowItIsGuided tool={tool.data} />
      </div>
      {kind === "module" ? <OwnModule tool={tool.data} /> : <OwnEntries tool={tool.data} />}
    </Page>
  );
}

function HowItIsGuided({ tool }: { tool: ToolView }) {
  const { t } = useTranslation(["own", "own-link"]);
  const { account } = useMe();
  const unguided = account.kind === "related-person" ? t("own-link:tools.private") : t("own:tool.unguided");
  const { guide, finishedAt, feedback, kind } = tool;
  return (
    <>
      {guide === null ? (
        <Inset>{unguided}</Inset>
      ) : (
        <p className="soft">{t("own:tool.guided", { name: guide.name })}</p>
      )}
      {finishedAt !== null && (
        <Banner icon={CircleCheck} title={t("own:tool.finished")}>
          {t("own:tool.finishedText")}
        </Banner>
      )}
      {guide !== null && feedback === "waiting" && (
        <Banner tone="wait" icon={Hourglass} title={kind === "module" && t("own:tool.waits", { name: guide.name })}>
          {kind === "module" ? t("own:tool.waitsText") : t("own:tool.waitsBeside", { name: guide.name })}
        </Banner>
      )}
    </>
  );
}
