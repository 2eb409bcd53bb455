import type { ConversationAboutMe } from "@kring/domain/contract";
import { Button, EmptyState, FieldError, Icon, Link, Main, Page, Row, Rows, Skeleton, Tag, useToast } from "@kring/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { shortDate } from "../../../shared/dates.ts";
import { Failed } from "../../../shared/failed.tsx";
import { QuickExitButton } from "../../../shared/leave.tsx";
import { useMe } from "../../../shared/me.ts";
import { NotFound } from "../../../shared/not-found.tsx";
import { useKring } from "../../../shared/realtime.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { aboutMeQuery, useRequestAccess } from "../api/about-me.ts";
import { useSayAct } from "../use-say-act.ts";
import "./about-me-page.css";

/** *Conversations about you*: that they exist, since when and of how many, and asking to read them (V-05). */
export function ConversationsAboutMePage() {
  const say = useSayAct();
  const { account } = useMe();
  if (account.kind !== "client") {
    return (
      <Main>
        <NotFound />
      </Main>
    );
  }
  return (
    <Main>
      <Page title={say("aboutMe.title")} lead={say("aboutMe.lead")} end={<QuickExitButton />}>
        <Link className="page-back" href="/conversations">
          <Icon of={ArrowLeft} small />
          {say("start.back")}
        </Link>
        <AboutMe />
      </Page>
    </Main>
  );
}

function AboutMe() {
  const say = useSayAct();
  const list = useInfiniteQuery(aboutMeQuery(useKring()));
  if (list.data === undefined) {
    if (list.isError) return <Failed error={list.error} onRetry={() => void list.refetch()} />;
    return <Skeleton label={say("common:loading")} rows={3} />;
  }
  if (list.data.length === 0) return <EmptyState picture="quiet" title={say("aboutMe.none")} />;
  return (
    <div className="narrow stack">
      <p className="soft">{say("aboutMe.what")}</p>
      <Rows label={say("aboutMe.title")}>
        {list.data.map((conversation) => (
          <AboutMeRow key={conversation.id} conversation={conversation} />
        ))}
      </Rows>
      {list.hasNextPage && (
        <div>
          <Button onPress={() => void list.fetchNextPage()} busy={list.isFetchingNextPage && say("common:busy")}>
            {say("aboutMe.more")}
          </Button>
        </div>
      )}
    </div>
  );
}

function AboutMeRow({ conversation }: { conversation: ConversationAboutMe }) {
  const say = useSayAct();
  const sayRefusal = useRefusal();
  const language = useLanguage();
  const showToast = useToast();
  const ask = useRequestAccess();
  const { id, startedAt, participants, closed, requests, can } = conversation;
  const date = shortDate(startedAt, Date.now(), language);
  const people = participants === 0 ? say("aboutMe.peopleNone") : say("aboutMe.people", { count: participants });
  const request = () => ask.mutate(id, { onSuccess: () => showToast({ text: say("aboutMe.requested") }) });
  return (
    <Row>
      <p>
        <b>{say("aboutMe.since", { date })}</b>
      </p>
      <p className="sm mute">
        {people}
        {closed && `, ${say("aboutMe.closed")}`}
      </p>
      {requests.length > 0 && (
        <ol className="about-me-requests" aria-live="polite">
          {requests.map((one) => (
            <Request key={one.at} request={one} />
          ))}
        </ol>
      )}
      {can.requestAccess && (
        <p className="about-me-ask">
          <Button dense onPress={request} busy={ask.isPending && say("common:busy")}>
            {say(requests.length === 0 ? "aboutMe.request" : "aboutMe.requestAgain")}
            <span className="sr">
              : {say("aboutMe.since", { date })}, {people}
            </span>
          </Button>
        </p>
      )}
      {ask.isError && (
        <div role="alert">
          <FieldError>{sayRefusal(ask.error)}</FieldError>
        </div>
      )}
    </Row>
  );
}

const tones = {
  requested: "wait",
  declined: "off",
  "with-application-manager": "wait",
  "ground-recorded": "off",
  granted: undefined,
} as const;

function Request({ request }: { request: ConversationAboutMe["requests"][number] }) {
  const say = useSayAct();
  const language = useLanguage();
  const { at, state, answeredAt, reason } = request;
  const words = {
    at: shortDate(at, Date.now(), language),
    answered: answeredAt === null ? "" : shortDate(answeredAt, Date.now(), language),
  };
  return (
    <li>
      <p>
        <Tag tone={tones[state]}>{say(`aboutMe.tags.${state}`)}</Tag>
      </p>
      <p className="sm">{say(`aboutMe.states.${state}`, words)}</p>
      {reason !== null && <p className="sm soft">{say("aboutMe.reason", { reason })}</p>}
    </li>
  );
}
