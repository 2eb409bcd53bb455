import {
  type NotificationChannel,
  NotificationChoice,
  type NotificationKind,
  type NotificationPreferences,
} from "@kring/domain/contract";
import { FieldError, Select, Tag } from "@kring/ui";
import { useTranslation } from "react-i18next";
import { useMe } from "../../../shared/me.ts";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { useChoose } from "../api/notification-preferences.ts";

type Group = NotificationPreferences["groups"][number];
const channel: NotificationChannel = "mail";

/** When to be mailed, by subject; each kind by itself for who wants that. What is always mailed says why. */
export function MailChoices({ groups }: { groups: readonly Group[] }) {
  const { t } = useTranslation("account");
  return (
    <ul className="mail-choices" aria-label={t("notifications.mails.list")}>
      {groups.map((group) =>
        group.fixed ? <Fixed key={group.group} group={group} /> : <Chosen key={group.group} group={group} />,
      )}
    </ul>
  );
}

function Fixed({ group: { group, fixed } }: { group: Group }) {
  const { t } = useTranslation("account");
  const { account } = useMe();
  const isOthers = fixed === "consent" && account.kind === "professional";
  return (
    <li className="choosing">
      <div className="grow">
        <h3>{t(`notifications.groups.${group}.title`)}</h3>
        <p className="sm soft">{t(`notifications.groups.${group}.text`)}</p>
        <p className="sm mute">
          {isOthers ? t("notifications.fixedProfessional") : fixed && t(`notifications.fixed.${fixed}`)}
        </p>
      </div>
      <Tag>{t("notifications.mails.always")}</Tag>
    </li>
  );
}

function Chosen({ group: { group, kinds } }: { group: Group }) {
  const { t } = useTranslation(["account", "inbox"]);
  const say = useRefusal();
  const choose = useChoose();
  const chosen = new Set(kinds.map((one) => one[channel]));
  const [first] = chosen;
  const set = (which: NotificationKind[]) => (choice: NotificationChoice) =>
    choose.mutate({ kinds: which, channel, choice });
  return (
    <li className="choosing">
      <div className="grow">
        <h3>{t(`notifications.groups.${group}.title`)}</h3>
        <p className="sm soft">{t(`notifications.groups.${group}.text`)}</p>
        {choose.isError && (
          <div role="alert">
            <FieldError>{say(choose.error)}</FieldError>
          </div>
        )}
      </div>
      <Choice
        label={t("notifications.mails.when", { subject: t(`notifications.groups.${group}.title`) })}
        value={chosen.size === 1 ? first : undefined}
        onChoose={set(kinds.map(({ kind }) => kind))}
      />
      {kinds.length > 1 && (
        <details className="kinds">
          <summary>{t("notifications.mails.each")}</summary>
          <ul>
            {kinds.map(({ kind, ...own }) => (
              <li key={kind} className="choosing">
                <p className="grow">{t(`inbox:kinds.${kind}`)}</p>
                <Choice
                  label={t("notifications.mails.whenOne", { kind: t(`inbox:kinds.${kind}`) })}
                  value={own[channel]}
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
  /** Undefined where the kinds of a subject differ. */
  value: NotificationChoice | undefined;
  onChoose: (choice: NotificationChoice) => void;
}

function Choice({ label, value, onChoose }: ChoiceProps) {
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
      {value === undefined && <option value="">{t("notifications.mails.mixed")}</option>}
      {NotificationChoice.options.map((choice) => (
        <option key={choice} value={choice}>
          {t(`notifications.mails.choices.${choice}`)}
        </option>
      ))}
    </Select>
  );
}
