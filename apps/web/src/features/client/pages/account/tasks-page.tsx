import type { listClientTasks } from "@kring/domain/contract";
import { Link, Row, Rows } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { dateTime, momentInWords } from "../../../../shared/dates.ts";
import { useToolTitle } from "../../../../shared/tool/catalogue.ts";
import { useLanguage } from "../../../../shared/use-language.ts";
import { tasksQuery } from "../../api/tools.ts";
import { Loaded, Section } from "../../components/section.tsx";
import { useClient } from "../../use-client.ts";

type ClientTask = z.infer<typeof listClientTasks.response>["tasks"][number];

export function TasksPage() {
  const { t } = useTranslation("client");
  const tasks = useQuery(tasksQuery(useClient().id));
  return (
    <Section title={t("sections.tasks")}>
      <Loaded query={tasks}>
        {(open) =>
          open.length === 0 ? (
            <p className="mute">{t("tasks.none")}</p>
          ) : (
            <Rows label={t("sections.tasks")}>
              {open.map((task) => (
                <TaskRow key={task.id} task={task} />
              ))}
            </Rows>
          )
        }
      </Loaded>
    </Section>
  );
}

function TaskRow({ task }: { task: ClientTask }) {
  const { t } = useTranslation("client");
  const language = useLanguage();
  const titleOf = useToolTitle();
  const { id } = useClient();
  const { assignee, tool, person } = task;
  const title = tool === null ? "" : (titleOf(tool.catalogueKey) ?? tool.catalogueKey);
  const words = t(`tasks.kinds.${task.kind}`, { tool: title, person: person?.name ?? t("tasks.somebody") });
  return (
    <Row>
      <p>{tool === null ? words : <Link href={`/clients/${id}/tools/${tool.id}`}>{words}</Link>}</p>
      <p className="sm mute">
        {assignee.you ? t("tasks.forYou") : t("tasks.for", { name: assignee.name })} ·{" "}
        <time dateTime={dateTime(task.at)}>{momentInWords(task.at, Date.now(), language)}</time>
      </p>
    </Row>
  );
}
