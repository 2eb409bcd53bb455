import { Button, FieldError, Inset, useToast } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { pushQuery, useSubscribe, useUnsubscribe } from "../api/push.ts";
import { PushFailed } from "../model/device.ts";

/** Lets somebody choose, device by device, to be told while no page is open; says first what will show (N-02). */
export function PushChoice() {
  const { t } = useTranslation("inbox");
  const { data } = useQuery(pushQuery);
  if (data === undefined || data.state === "not-offered") return null;
  return (
    <section className="settings-part" aria-labelledby="push">
      <h2 id="push">{t("push.title")}</h2>
      <p className="soft">{t("push.lead")}</p>
      <Inset>
        <b>{t("push.exampleTitle")}</b>
        <p>{t("push.example")}</p>
      </Inset>
      <p className="soft">{t("push.whoSees")}</p>
      <p className="soft">{t("push.whoCarries")}</p>
      <p className="soft">{t("push.howLong")}</p>
      {data.state === "not-possible" && <p>{t("push.notPossible")}</p>}
      {data.state === "denied" && <p role="status">{t("push.faults.denied")}</p>}
      {data.state === "on" && <SwitchOff />}
      {data.state === "off" && <SwitchOn pushKey={data.key} />}
    </section>
  );
}

function SwitchOn({ pushKey }: { pushKey: string }) {
  const { t } = useTranslation(["inbox", "common"]);
  const say = useRefusal();
  const showToast = useToast();
  const subscribe = useSubscribe();
  const { error } = subscribe;
  return (
    <>
      {error && (
        <div role="alert">
          <FieldError>{error instanceof PushFailed ? t(`inbox:push.faults.${error.fault}`) : say(error)}</FieldError>
        </div>
      )}
      <div>
        <Button
          busy={subscribe.isPending && t("common:busy")}
          onPress={() => subscribe.mutate(pushKey, { onSuccess: () => showToast({ text: t("inbox:push.nowOn") }) })}
        >
          {t("inbox:push.switchOn")}
        </Button>
      </div>
    </>
  );
}

function SwitchOff() {
  const { t } = useTranslation(["inbox", "common"]);
  const say = useRefusal();
  const showToast = useToast();
  const unsubscribe = useUnsubscribe();
  return (
    <>
      <p>
        <b>{t("inbox:push.on")}</b>
      </p>
      {unsubscribe.error && (
        <div role="alert">
          <FieldError>{say(unsubscribe.error)}</FieldError>
        </div>
      )}
      <div>
        <Button
          busy={unsubscribe.isPending && t("common:busy")}
          onPress={() =>
            unsubscribe.mutate(undefined, { onSuccess: () => showToast({ text: t("inbox:push.nowOff") }) })
          }
        >
          {t("inbox:push.switchOff")}
        </Button>
      </div>
    </>
  );
}
