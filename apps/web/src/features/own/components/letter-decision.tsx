import type { OwnRelateRequest } from "@kring/domain/contract";
import { ConsentChoice, FieldError, Link } from "@kring/ui";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { refusalCode } from "../../../shared/call.ts";
import { shortDate } from "../../../shared/dates.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { useRefusal } from "../../../shared/use-refusal.ts";
import type { useAnswerRequest } from "../api/request.ts";
import { firstNameOf } from "./letter.tsx";

/** The answer, after the text: no first, both alike. */
export function LetterDecision({
  request,
  answer,
}: {
  request: OwnRelateRequest;
  answer: ReturnType<typeof useAnswerRequest>;
}) {
  const { t } = useTranslation(["own", "common"]);
  const language = useLanguage();
  const say = useRefusal();
  const { sender, expiresAt } = request;
  const name = firstNameOf(request.professional.name);
  const date = shortDate(expiresAt, Date.now(), language);
  const busyWith = (one: "accept" | "reject") => answer.isPending && answer.variables === one && t("common:busy");
  const give = (one: "accept" | "reject") => {
    if (!answer.isPending) answer.mutate(one);
  };
  return (
    <div className="letter-decide">
      <p>
        {t("own:letter.all")} <b>{t("own:letter.noIsFine")}</b> {t("own:letter.noMeans")}
      </p>
      <ConsentChoice
        no={{ label: t("own:letter.no"), onPress: () => give("reject"), busy: busyWith("reject") }}
        yes={{ label: t("own:letter.yes"), onPress: () => give("accept"), busy: busyWith("accept") }}
      />
      {answer.isError && refusalCode(answer.error) !== "request-not-open" && (
        <div role="alert">
          <FieldError>{say(answer.error)}</FieldError>
        </div>
      )}
      <p className="sm mute">
        {sender.self
          ? t("own:letter.until", { date, name })
          : t("own:letter.untilSent", { date, name, sender: firstNameOf(sender.name) })}
      </p>
    </div>
  );
}

export interface LetterResultProps {
  request: OwnRelateRequest & { state: Exclude<OwnRelateRequest["state"], "pending"> };
  /** This person answered just now, or saw it change under their eyes: the focus goes to the outcome. */
  isNew: boolean;
  /** Their own answer came after another outcome. */
  wasLate: boolean;
}

/** What became of the request. */
export function LetterResult({ request, isNew, wasLate }: LetterResultProps) {
  const { t } = useTranslation("own");
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isNew) title.current?.focus();
  }, [isNew]);
  const name = firstNameOf(request.professional.name);
  return (
    <div className="letter-result" role="status">
      <h2 ref={title} tabIndex={-1}>
        {t(`letter.result.${request.state}`)}
      </h2>
      {wasLate && <p>{t("letter.answered")}</p>}
      <p>{t(`letter.result.${request.state}Text`, { name })}</p>
      {request.state === "accepted" && request.transferFrom !== null && (
        <p>{t("letter.result.transferred", { name: request.transferFrom.name })}</p>
      )}
      <Link href="/circle">{t("letter.result.toCircle")}</Link>
    </div>
  );
}
