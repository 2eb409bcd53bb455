import { Banner, Button, useToast } from "@kring/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Clock } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { readAgain } from "../../../shared/call.ts";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { clientQuery } from "../api/client.ts";
import { useEndTemporaryAccess } from "../api/temporary-access.ts";
import { timeLeft } from "../model/time-left.ts";
import { firstNameOf, useClient } from "../use-client.ts";

const eachSecond = 1000;

/** The moment, each second, and at `end` itself. */
function useNow(end: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const left = end - now;
    const timer = setTimeout(() => setNow(Date.now()), left > 0 ? Math.min(eachSecond, left) : eachSecond);
    return () => clearTimeout(timer);
  }, [now, end]);
  return now;
}

/** that one only reads here, how long still, and a way to end it; at its end the account is gone from the screen. */
export function TemporaryAccessBanner() {
  const { t } = useTranslation(["client", "common"]);
  const { id, name, until, can } = useClient();
  const now = useNow(until ?? 0);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const showToast = useToast();
  const say = useRefusal();
  const end = useEndTemporaryAccess(id);
  const isOver = until !== null && now >= until;
  // The server's clock decides: it is asked each second from the moment on.
  useEffect(() => {
    if (isOver && now > 0) readAgain(() => queryClient.invalidateQueries({ queryKey: clientQuery(id).queryKey }));
  }, [isOver, now, queryClient, id]);

  const endNow = async () => {
    try {
      await end.mutateAsync();
      await navigate({ to: "/clients" });
      showToast({ text: t("temporary.ended") });
    } catch (error) {
      showToast({ text: say(error) });
    }
  };
  if (until === null) return null;
  const left = timeLeft(until - now);
  return (
    <Banner
      tone="wait"
      icon={Clock}
      live={false}
      title={t("temporary.title")}
      action={
        can.endTemporaryAccess && (
          <Button dense onPress={endNow} busy={end.isPending && t("common:busy")}>
            {t("temporary.end")}
          </Button>
        )
      }
    >
      {t(`temporary.left.${left.unit}`, { count: left.number })} {t("temporary.seen", { name: firstNameOf(name) })}
    </Banner>
  );
}
