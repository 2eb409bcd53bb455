import type { Notification } from "@kring/domain/contract";
import { Icon, Link, Row, Tag } from "@kring/ui";
import {
  AlarmClock,
  ArrowRightLeft,
  AtSign,
  Bell,
  ClipboardList,
  ClockAlert,
  Eye,
  EyeOff,
  Inbox,
  KeyRound,
  Link2,
  type LucideIcon,
  Mail,
  MailCheck,
  MailQuestionMark,
  MailX,
  MessageSquareText,
  MessagesSquare,
  SearchX,
  ShieldAlert,
  ShieldCheck,
  SlidersHorizontal,
  Unlink,
  UserCog,
  UserPlus,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { dateTime, momentInWords } from "../../../shared/dates.ts";
import { useNameOfPlace } from "../../../shared/place-names.ts";
import { safeReturnPath } from "../../../shared/return-path.ts";
import { useLanguage } from "../../../shared/use-language.ts";

const icons: Record<Notification["kind"], LucideIcon> = {
  "conversation-joined": MessagesSquare,
  "password-changed": KeyRound,
  "second-factor-changed": ShieldCheck,
  "link-ended": Unlink,
  "relate-request": Mail,
  "relate-request-accepted": MailCheck,
  "relate-request-rejected": MailX,
  "relate-request-cancelled": MailX,
  "relation-made": Link2,
  "relation-ended": Unlink,
  "tools-transferred": ArrowRightLeft,
  "temporary-access-started": ClockAlert,
  "feedback-wanted": MessageSquareText,
  "feedback-given": MessageSquareText,
  "tool-assigned": ClipboardList,
  "task-for-secretary": Inbox,
  "roles-changed": UserCog,
  "setting-changed": SlidersHorizontal,
  "search-limit-reached": SearchX,
  "related-person-invited": MailQuestionMark,
  "link-accepted": MailCheck,
  "link-invited": Mail,
  "permission-disputed": ShieldAlert,
  "invitation-limit-reached": MailX,
  "access-requested": Eye,
  "access-granted": Eye,
  "access-declined": EyeOff,
  "access-escalated": Eye,
  "participant-proposed": UserPlus,
  "email-changed": AtSign,
  unknown: Bell,
  "messages-unread": MessagesSquare,
  "task-reminder": AlarmClock,
};

export interface NotificationRowProps {
  notification: Notification;
  onFollow: () => void;
}

/** One notice: what happened, when, and a way to it. */
export function NotificationRow({ notification, onFollow }: NotificationRowProps) {
  const { t } = useTranslation("inbox");
  const language = useLanguage();
  const { kind, at, read } = notification;
  const place = useNameOfPlace()(notification.link);
  return (
    <Row leading={<Icon of={icons[kind]} />} end={read ? undefined : <Tag tone="done">{t("unread")}</Tag>}>
      <Link className="row-link" href={safeReturnPath(notification.link)} onClick={onFollow}>
        {read ? t(`kinds.${kind}`) : <b>{t(`kinds.${kind}`)}</b>}
      </Link>
      <p className="sm mute">
        {place && `${place} · `}
        <time dateTime={dateTime(at)}>{momentInWords(at, Date.now(), language)}</time>
      </p>
    </Row>
  );
}
