import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { toolsQuery } from "../../api/tools.ts";
import { AssignTool } from "../../components/assign-tool.tsx";
import { Loaded, Section } from "../../components/section.tsx";
import { ToolTable } from "../../components/tool-table.tsx";
import { useClient } from "../../use-client.ts";

export function ToolsPage() {
  const { t } = useTranslation("client");
  const { id, ground } = useClient();
  const tools = useQuery(toolsQuery(id));
  const end = tools.data?.can.assign ? (
    <AssignTool />
  ) : (
    ground === "temporary-access" && <span className="sm mute">{t("temporary.readOnly")}</span>
  );
  return (
    <Section title={t("sections.tools")} end={end}>
      <Loaded query={tools}>
        {(answer) =>
          answer.tools.length === 0 ? <p className="mute">{t("tools.none")}</p> : <ToolTable tools={answer.tools} />
        }
      </Loaded>
    </Section>
  );
}
