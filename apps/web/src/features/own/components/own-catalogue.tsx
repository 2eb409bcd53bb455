import type { CatalogueTool } from "@kring/domain/contract";
import { Button, FieldError, Row, Rows } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { LoadedPage } from "../../../shared/loaded-page.tsx";
import { useLanguage } from "../../../shared/use-language.ts";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { ownCatalogueQuery, useStartTool } from "../api/tools.ts";

/** Tools that a related person starts for themself; those that are open already are left out (P-08). */
export function OwnCatalogue({ open }: { open: ReadonlySet<string> }) {
  const { t } = useTranslation("own-link");
  const catalogue = useQuery(ownCatalogueQuery);
  return (
    <LoadedPage query={catalogue}>
      {(tools) => {
        const rest = tools.filter(({ key }) => !open.has(key));
        if (rest.length === 0) return null;
        return (
          <section>
            <h2>{t("tools.catalogue")}</h2>
            <Rows label={t("tools.catalogue")}>
              {rest.map((tool) => (
                <CatalogueRow key={tool.key} tool={tool} />
              ))}
            </Rows>
          </section>
        );
      }}
    </LoadedPage>
  );
}

function CatalogueRow({ tool }: { tool: CatalogueTool }) {
  const { t } = useTranslation(["own-link", "tool", "common"]);
  const language = useLanguage();
  const say = useRefusal();
  const navigate = useNavigate();
  const start = useStartTool();
  const title = tool.title[language];
  const begin = async () => {
    const { id } = await start.mutateAsync(tool.key);
    await navigate({ to: "/tools/$toolId", params: { toolId: id } });
  };
  return (
    <Row
      end={
        <Button dense onPress={() => void begin().catch(() => undefined)} busy={start.isPending && t("common:busy")}>
          {t("own-link:tools.start")}
          <span className="sr">: {title}</span>
        </Button>
      }
    >
      <b>{title}</b>
      <p className="sm soft">{tool.summary[language]}</p>
      <p className="sm mute">
        {[t(`tool:kinds.${tool.kind}`), t("own-link:tools.minutes", { minutes: tool.minutes })].join(" · ")}
      </p>
      {start.isError && (
        <div role="alert">
          <FieldError>{say(start.error)}</FieldError>
        </div>
      )}
    </Row>
  );
}
