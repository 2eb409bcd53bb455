import type { Task } from "@kring/domain/contract";
import { Button, Icon, Link, Row, Tag } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import {
  ArrowRight,
  BookOpenCheck,
  ClipboardList,
  type LucideIcon,
  MessageSquareText,
  ShieldQuestion,
  Unlink,
  UserRoundPlus,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { useToolTitle } from "../../../shared/tool/catalogue.ts";
import { tasksQuery, useFinishTask } from "../api/tasks.ts";
import { hrefOf, inOrder } from "../model/tasks.ts";
import "../../../shared/ask-row.css";
import "./task-rows.css";

/** The open tasks as rows, what asks for consent first; for a list that may hold more. */
export function TaskRows({ atMost }: { atMost?: number }) {
  const { data } = useQuery(tasksQuery);
  return inOrder(data ?? [])
    .slice(0, atMost)
    .map((task) => <TaskRow key={task.id} task={task} />);
}

/** The tasks that are open; undefined until it is known. */
export const useOpenTasks = (): Task[] | undefined => useQuery(tasksQuery).data;

/** Where tasks lead, so that a notice of the same thing need not stand beside them. */
export const placesOf = (tasks: readonly Task[]): ReadonlySet<string> =>
  new Set(tasks.length === 0 ? [] : ["/tasks", ...tasks.map(hrefOf)]);

function TaskRow({ task }: { task: Task }) {
  if (task.kind === "answer-relate-request") return <AskRow task={task} />;
  if (task.kind === "look-at-permission") return <PermissionRow task={task} />;
  if (task.kind === "end-relation-wish" || task.kind === "disputed-permission") return <SeenToRow task={task} />;
  return <PlainRow task={task} />;
}

interface AskProps {
  task: Task;
  tag: string;
  title: string;
  text: string;
}

/** A question that somebody's consent hangs on: larger than the rest, because it is about the reader. */
function Ask({ task, tag, title, text }: AskProps) {
  const { t } = useTranslation("own");
  return (
    <li className="task-ask">
      <Link href={hrefOf(task)}>
        <Tag tone="wait">{tag}</Tag>
        <b>{title}</b>
        <span className="soft sm">{text}</span>
        <span className="go">
          {t("tasks.decide")} <Icon of={ArrowRight} small />
        </span>
      </Link>
    </li>
  );
}

function AskRow({ task }: { task: Task }) {
  const { t } = useTranslation("own");
  const name = task.person?.name;
  const title = name === undefined ? t("tasks.requestTitleBare") : t("tasks.requestTitle", { name });
  return <Ask task={task} tag={t("tasks.request")} title={title} text={t("tasks.requestText")} />;
}

function PermissionRow({ task }: { task: Task }) {
  const { t } = useTranslation("own");
  const therapist = task.person?.name ?? task.professional?.name ?? t("tasks.someTherapist");
  const name = task.link?.name;
  const title =
    name === undefined || name === null
      ? t("tasks.permissionBare", { therapist })
      : t("tasks.permission", { therapist, name });
  return <Ask task={task} tag={t("tasks.permissionTag")} title={title} text={t("tasks.permissionText")} />;
}

/** What somebody sees to outside the platform, and then ticks off. */
function SeenToRow({ task }: { task: Task }) {
  const { t } = useTranslation(["own", "common"]);
  const finish = useFinishTask();
  const client = task.client?.name ?? t("own:tasks.aClient");
  const professional = task.professional?.name ?? task.person?.name ?? t("own:tasks.someone");
  const wished = task.kind === "end-relation-wish";
  const title = wished
    ? t("own:tasks.wish", { client, professional })
    : t("own:tasks.disputed", { client, professional });
  return (
    <Row
      leading={<TaskIcon of={wished ? Unlink : ShieldQuestion} />}
      end={
        <Button
          dense
          aria-label={t("own:tasks.wishDoneNamed", { client, professional })}
          busy={finish.isPending && t("common:busy")}
          onPress={() => finish.mutate(task.id)}
        >
          {t("own:tasks.wishDone")}
        </Button>
      }
    >
      {wished ? (
        <Link className="row-link" href={hrefOf(task)}>
          <b>{title}</b>
        </Link>
      ) : (
        <>
          <b>{title}</b>
          <p className="sm soft">{t("own:tasks.disputedText")}</p>
        </>
      )}
      {task.note !== null && task.note !== "" && (
        <p className="sm soft">{t("own:tasks.wishNote", { note: task.note })}</p>
      )}
    </Row>
  );
}

function PlainRow({ task }: { task: Task }) {
  const { title, text, icon } = usePlainWords(task);
  return (
    <Row leading={<TaskIcon of={icon} />}>
      <Link className="row-link" href={hrefOf(task)}>
        <b>{title}</b>
      </Link>
      {text !== null && <p className="sm soft">{text}</p>}
    </Row>
  );
}

function usePlainWords(task: Task): { title: string; text: string | null; icon: LucideIcon } {
  const { t } = useTranslation("own");
  const titleOf = useToolTitle();
  const tool = task.tool === null ? null : titleOf(task.tool.catalogueKey);
  if (task.kind === "give-feedback") {
    const { client } = task;
    return {
      title: client === null ? t("tasks.feedbackBare") : t("tasks.feedback", { name: client.name }),
      text: tool,
      icon: MessageSquareText,
    };
  }
  if (task.kind === "judge-proposal") {
    const by = task.person?.name;
    return {
      title: t("tasks.proposal"),
      text: by === undefined ? null : t("tasks.proposalBy", { name: by }),
      icon: UserRoundPlus,
    };
  }
  if (task.kind === "answer-access-request" || task.kind === "decide-access-request") {
    const client = task.client?.name ?? task.person?.name ?? t("tasks.aClient");
    return {
      title: t("tasks.access", { client }),
      text: task.kind === "decide-access-request" ? t("tasks.accessDecide") : t("tasks.accessAnswer"),
      icon: BookOpenCheck,
    };
  }
  return {
    title: tool ?? t("tasks.toolBare"),
    text: t("tasks.toolText"),
    icon: ClipboardList,
  };
}

function TaskIcon({ of }: { of: LucideIcon }) {
  return (
    <span className="task-icon" aria-hidden="true">
      <Icon of={of} />
    </span>
  );
}
