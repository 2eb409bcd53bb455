import type { RelateRequestRow } from "@kring/domain/contract";
import { Avatar, Button, Dialog, initialsOf, KeyValue, Row, Rows, Tag, useToast } from "@kring/ui";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActPart } from "../../../shared/act-part.tsx";
import { shortDate } from "../../../shared/dates.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { useCancelRequest } from "../api/requests.ts";

const tones = { pending: "wait", accepted: "done", rejected: "off", cancelled: "off", expired: "off" } as const;

/** Who asked, and when, in a line. */
function useRequestInWords(): (request: RelateRequestRow) => string {
  const { t } = useTranslation("client");
  const language = useLanguage();
  return ({ sender, professional, at, transferFrom }) => {
    const day = shortDate(at, Date.now(), language);
    const sent = sender.you
      ? t("requests.sentByYou", { day })
      : sender.id === professional.id
        ? t("requests.sentBySelf", { day })
        : t("requests.sentBy", { name: sender.name, day });
    return transferFrom === null ? sent : `${sent} ${t("requests.transferFrom", { name: transferFrom.name })}`;
  };
}

export interface RequestListProps {
  label: string;
  requests: RelateRequestRow[];
  /** Says also whose client it is about; not within that client's account. */
  withClient?: boolean;
}

export function RequestList({ label, requests, withClient = false }: RequestListProps) {
  return (
    <Rows label={label}>
      {requests.map((request) => (
        <RequestRow key={request.id} request={request} withClient={withClient} />
      ))}
    </Rows>
  );
}

function RequestRow({ request, withClient }: { request: RelateRequestRow; withClient: boolean }) {
  const { t } = useTranslation("client");
  const language = useLanguage();
  const inWords = useRequestInWords();
  const { professional, client, state, decidedAt, can } = request;
  const day = decidedAt === null ? "" : shortDate(decidedAt, Date.now(), language);
  return (
    <Row
      leading={<Avatar kind="professional" initials={initialsOf(professional.name)} pending={state === "pending"} />}
      end={
        <span className="row wrap">
          <Tag tone={tones[state]}>{t(`requests.states.${state}`, { day })}</Tag>
          {can.cancel && <ManageRequest request={request} />}
        </span>
      }
    >
      <p>
        <b>
          {withClient ? t("requests.forClient", { name: professional.name, client: client.name }) : professional.name}
        </b>
      </p>
      <p className="sm mute">{inWords(request)}</p>
    </Row>
  );
}

/** *Manage request*: what was asked, and taking it back. */
function ManageRequest({ request }: { request: RelateRequestRow }) {
  const { t } = useTranslation(["client", "common"]);
  const language = useLanguage();
  const showToast = useToast();
  const cancel = useCancelRequest();
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const { professional, client, sender, at, expiresAt } = request;
  const dayOf = (moment: number) => shortDate(moment, Date.now(), language);
  const submit = async () => {
    await cancel.mutateAsync(request.id);
    close();
    showToast({ text: t("requests.cancelled") });
  };
  return (
    <>
      <Button dense onPress={() => setOpen(true)} aria-label={t("requests.manageFor", { name: professional.name })}>
        {t("requests.manage")}
      </Button>
      <Dialog isOpen={isOpen} onClose={close} title={t("requests.manage")} closeLabel={t("common:close")}>
        <ActPart
          onLeave={close}
          leave={t("requests.leave")}
          act={t("requests.cancel")}
          variant="danger"
          onAct={submit}
          change={cancel}
        >
          <KeyValue
            items={[
              { key: t("requests.professional"), value: professional.name },
              { key: t("requests.client"), value: client.name },
              { key: t("requests.sender"), value: sender.you ? t("requests.you") : sender.name },
              { key: t("requests.at"), value: dayOf(at) },
              { key: t("requests.expires"), value: dayOf(expiresAt) },
            ]}
          />
          <p className="sm soft">{t("requests.cancelWhat", { client: client.name })}</p>
        </ActPart>
      </Dialog>
    </>
  );
}
