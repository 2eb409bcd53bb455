import { type OwnRelateRequest, RelateRequestId } from "@kring/domain/contract";
import { Icon, Link, Main, Skeleton } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { refusalCode } from "../../../shared/call.ts";
import { Failed } from "../../../shared/failed.tsx";
import { QuickExitButton } from "../../../shared/leave.tsx";
import { NotFound } from "../../../shared/not-found.tsx";
import { requestQuery, useAnswerRequest } from "../api/request.ts";
import { LetterHead, WhatOpens } from "../components/letter.tsx";
import "../../../shared/letter/letter.css";
import { LetterDecision, LetterResult } from "../components/letter-decision.tsx";

const route = getRouteApi("/signed-in/requests/$requestId");

/** A relate request as a letter: who asks, what opens, what stays closed, and the answer after it. */
export function RequestPage() {
  const { requestId } = route.useParams();
  const known = RelateRequestId.safeParse(requestId);
  return (
    <Main className="letter-page">
      <div className="top-end">
        <QuickExitButton />
      </div>
      {known.success ? <Letter key={known.data} requestId={known.data} /> : <NotFound />}
    </Main>
  );
}

function Letter({ requestId }: { requestId: RelateRequestId }) {
  const { t } = useTranslation(["own", "common"]);
  const request = useQuery(requestQuery(requestId));
  const answer = useAnswerRequest(requestId);
  const [wasPending, setWasPending] = useState(false);
  if (request.isError && request.data === undefined) {
    return <Failed error={request.error} onRetry={() => void request.refetch()} />;
  }
  if (request.data?.state === "pending" && !wasPending) setWasPending(true);
  return (
    <article className="letter">
      <div className="letter-lead">
        <Link className="letter-back" href="/">
          <Icon of={ArrowLeft} small />
          {t("own:letter.back")}
        </Link>
      </div>
      {request.data === undefined ? (
        <Skeleton label={t("common:loading")} rows={5} kind="lines" />
      ) : (
        <>
          <h1>{t("own:letter.title", { name: request.data.professional.name })}</h1>
          <LetterHead request={request.data} />
          {isAnswered(request.data) ? (
            <LetterResult
              request={request.data}
              isNew={wasPending}
              wasLate={answer.isError && refusalCode(answer.error) === "request-not-open"}
            />
          ) : (
            <>
              <WhatOpens request={request.data} />
              <LetterDecision request={request.data} answer={answer} />
            </>
          )}
        </>
      )}
    </article>
  );
}

type Answered = OwnRelateRequest & { state: Exclude<OwnRelateRequest["state"], "pending"> };
const isAnswered = (request: OwnRelateRequest): request is Answered => request.state !== "pending";
