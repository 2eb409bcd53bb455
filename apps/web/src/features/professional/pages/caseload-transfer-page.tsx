import "../professional.css";
import { type CaseloadTransfer, RefusalCode } from "@kring/domain/contract";
import { ButtonLink, Link, Main, Page, Row, Rows, Tag } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { momentInWords } from "../../../shared/dates.ts";
import { LoadedPage } from "../../../shared/loaded-page.tsx";
import { useMe } from "../../../shared/me.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { caseloadTransferQuery } from "../api/caseload-transfer.ts";

const route = getRouteApi("/signed-in/caseload-transfers/$transferId");
const tones = { waiting: "wait", transferred: "done", requested: "wait", failed: "bad" } as const;

/** How far a transfer of a caseload is, with a result for each client (T-05). */
export function CaseloadTransferPage() {
  const { transferId } = route.useParams();
  const transfer = useQuery(caseloadTransferQuery(transferId));
  return (
    <Main>
      <LoadedPage query={transfer}>{(read) => <Progress transfer={read} />}</LoadedPage>
    </Main>
  );
}

function Progress({ transfer }: { transfer: CaseloadTransfer }) {
  const { t } = useTranslation(["professional", "common"]);
  const language = useLanguage();
  const { from, to, startedAt, results } = transfer;
  const done = results.filter(({ state }) => state !== "waiting").length;
  return (
    <Page
      title={t("transfer.title")}
      lead={t("progress.lead", {
        from: from.name,
        to: to.name,
        moment: momentInWords(startedAt, Date.now(), language),
      })}
    >
      <div className="stack narrow">
        <progress className="progress" aria-label={t("progress.bar")} value={done} max={Math.max(1, results.length)} />
        <Outcome transfer={transfer} done={done} />
        <Rows label={t("progress.label")}>
          {results.map((result) => (
            <Result key={result.client.id} result={result} />
          ))}
        </Rows>
        <div>
          <ButtonLink href="/professionals">{t("progress.back")}</ButtonLink>
        </div>
      </div>
    </Page>
  );
}

function Outcome({ transfer, done }: { transfer: CaseloadTransfer; done: number }) {
  const { t } = useTranslation("professional");
  const { results } = transfer;
  if (!transfer.done) {
    return <p role="status">{t("progress.going", { done: String(done), count: results.length })}</p>;
  }
  const count = (state: CaseloadTransfer["results"][number]["state"]) =>
    results.filter((result) => result.state === state).length;
  const states = (["transferred", "requested", "failed"] as const).filter((state) => count(state) > 0);
  return (
    <p role="status">
      <b>{t("progress.finished")}</b> {states.map((state) => t(`progress.${state}`, { count: count(state) })).join(" ")}
    </p>
  );
}

function Result({ result: { client, state, code } }: { result: CaseloadTransfer["results"][number] }) {
  const { t } = useTranslation(["professional", "common"]);
  const { can } = useMe();
  const refusal = RefusalCode.safeParse(code);
  // Whoever handed a client over has left that account; a secretary still sees it.
  const isThere = can.seeAllClients || state !== "transferred";
  return (
    <Row end={<Tag tone={tones[state]}>{t(`progress.states.${state}`)}</Tag>}>
      <p>
        {isThere ? (
          <Link href={`/clients/${client.id}`} className="row-link">
            <b>{client.name}</b>
          </Link>
        ) : (
          <b>{client.name}</b>
        )}
      </p>
      {state === "failed" && (
        <p className="sm mute">{t(`common:refusals.${refusal.success ? refusal.data : "internal"}`)}</p>
      )}
    </Row>
  );
}
