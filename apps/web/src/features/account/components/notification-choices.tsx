import {
  type NotificationChannel,
  NotificationChoice,
  type NotificationKind,
  type NotificationPreferences,
  PushChoice,
} from "@kring/domain/contract";
import { FieldError, FilterTabs, Link, Select, Tag } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../../shared/me.ts";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { pushOfferedQuery, useChoose } from "../api/notification-preferences.ts";
import { SettingsPart } from "./account-page.tsx";

type Group = NotificationPreferences["groups"][number];

const channels: readonly NotificationChannel[] = ["mail", "push"];
const choicesOf: Record<NotificationChannel, readonly NotificationChoice[]> = {
  mail: NotificationChoice.options,
  push: PushChoice.options,
};

/** When to be told by mail and on devices (N-03), one channel at a time; mails alone where the platform pushes nothing. */
export function NotificationChoices({ groups }: { groups: readonly Group[] }) {
  const { t } = useTranslation("account");
  const { data: isPushOffered = false } = useQuery(pushOfferedQuery);
  const [chosen, setChannel] = useState<NotificationChannel>("mail");
  const channel = isPushOffered ? chosen : "mail";
  return (
    <SettingsPart title={t(`notifications.${channel}.title`)} lead={t(`notifications.${channel}.lead`)}>
      {isPushOffered && (
        <FilterTabs
          label={t("notifications.channel")}
          options={channels.map((id) => ({ id, label: t(`notifications.${id}.tab`) }))}
          value={channel}
          onChange={setChannel}
        />
      )}
      <ul className="notification-choices" aria-label={t("notifications.list")}>
        {groups.map((group) =>
          channel === "mail" && group.fixed ? (
            <Fixed key={group.group} group={group} />
          ) : (
            <Chosen key={group.group} group={group} channel={channel} />
          ),
        )}
      </ul>
      <p className="sm mute">
        {t(`notifications.${channel}.hint`)}
        {channel === "push" && (
          <>
            {" "}
            <Link href="/inbox">{t("notifications.push.switchOn")}</Link>
          </>
        )}
      </p>
    </SettingsPart>
  );
}

/** What a group is about, for this reader and this channel. */
function About({ group, channel }: { group: Group["group"]; channel: NotificationChannel }) {
  const { t } = useTranslation("account");
  const { account } = useMe();
  const isProfessional = account.kind === "professional";
  return (
    <p className="sm soft">
      {group === "messages" && channel === "push"
        ? t("notifications.groups.messages.textPush")
        : group === "security" && isProfessional
          ? t("notifications.groups.security.textProfessional")
          : t(`notifications.groups.${group}.text`)}
    </p>
  );
}

/** What is always mailed says why. */
function Fixed({ group: { group, fixed } }: { group: Group }) {
  const { t } = useTranslation("account");
  const { account } = useMe();
  const isOthers = fixed === "consent" && account.kind === "professional";
  return (
    <li className="choosing">
      <div className="grow">
        <h3>{t(`notifications.groups.${group}.title`)}</h3>
        <About group={group} channel="mail" />
        <p className="sm mute">
          {isOthers ? t("notifications.fixedProfessional") : fixed && t(`notifications.fixed.${fixed}`)}
        </p>
      </div>
      <Tag>{t("notifications.always")}</Tag>
    </li>
  );
}

interface ChosenProps {
  group: Group;
  channel: NotificationChannel;
}

/** A subject, and each of its kinds by itself for who wants that; nothing where the channel tells of none of them. */
function Chosen({ group: { group, kinds }, channel }: ChosenProps) {
  const { t } = useTranslation(["account", "inbox"]);
  const say = useRefusal();
  const choose = useChoose();
  const told = kinds.flatMap(({ kind, ...own }) => {
    const choice = own[channel];
    return choice === null ? [] : [{ kind, choice }];
  });
  if (told.length === 0) return null;
  const chosen = new Set(told.map(({ choice }) => choice));
  const [first] = chosen;
  const set = (which: NotificationKind[]) => (choice: NotificationChoice) =>
    choose.mutate({ kinds: which, channel, choice });
  return (
    <li className="choosing">
      <div className="grow">
        <h3>{t(`notifications.groups.${group}.title`)}</h3>
        <About group={group} channel={channel} />
        {choose.isError && (
          <div role="alert">
            <FieldError>{say(choose.error)}</FieldError>
          </div>
        )}
      </div>
      <Choice
        label={t(`notifications.${channel}.when`, { subject: t(`notifications.groups.${group}.title`) })}
        channel={channel}
        value={chosen.size === 1 ? first : undefined}
        onChoose={set(told.map(({ kind }) => kind))}
      />
      {told.length > 1 && (
        <details className="kinds">
          <summary>{t("notifications.each")}</summary>
          <ul>
            {told.map(({ kind, choice }) => (
              <li key={kind} className="choosing">
                <p className="grow">{t(`inbox:kinds.${kind}`)}</p>
                <Choice
                  label={t(`notifications.${channel}.whenOne`, { kind: t(`inbox:kinds.${kind}`) })}
                  channel={channel}
                  value={choice}
                  onChoose={set([kind])}
                />
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}

interface ChoiceProps {
  label: string;
  channel: NotificationChannel;
  /** Undefined where the kinds of a subject differ. */
  value: NotificationChoice | undefined;
  onChoose: (choice: NotificationChoice) => void;
}

function Choice({ label, channel, value, onChoose }: ChoiceProps) {
  const { t } = useTranslation("account");
  return (
    <Select
      label={label}
      hideLabel
      value={value ?? ""}
      onChange={({ target }) => {
        const choice = NotificationChoice.safeParse(target.value);
        if (choice.success) onChoose(choice.data);
      }}
    >
      {value === undefined && <option value="">{t("notifications.mixed")}</option>}
      {choicesOf[channel].map((choice) => (
        <option key={choice} value={choice}>
          {t(`notifications.choices.${choice}`)}
        </option>
      ))}
    </Select>
  );
}
