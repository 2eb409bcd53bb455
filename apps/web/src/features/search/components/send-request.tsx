import type { ClientSearchResult } from "@kring/domain/contract";
import { Button, Dialog, TextArea, useToast } from "@kring/ui";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActPart } from "../../../shared/act-part.tsx";
import { useSendRequest } from "../api/search.ts";

export interface SendRequestProps {
  searchId: string;
  client: ClientSearchResult;
  onSent: (request: NonNullable<ClientSearchResult["pendingRequest"]>) => void;
}

/** Asks the client for a relation with oneself. */
export function SendRequest({ searchId, client, onSent }: SendRequestProps) {
  const { t } = useTranslation(["search", "common"]);
  const showToast = useToast();
  const send = useSendRequest(searchId);
  const [isOpen, setOpen] = useState(false);
  const [message, setMessage] = useState("");
  const { name } = client;
  const close = () => setOpen(false);
  const submit = async () => {
    const sent = await send.mutateAsync({ clientId: client.id, message: message.trim() });
    close();
    onSent({ id: sent.id, at: sent.at });
    showToast({ text: t("request.sent", { name }) });
  };
  return (
    <>
      <Button dense onPress={() => setOpen(true)} aria-label={t("request.openFor", { name })}>
        {t("request.open")}
      </Button>
      <Dialog isOpen={isOpen} onClose={close} title={t("request.title", { name })} closeLabel={t("common:close")}>
        <ActPart onLeave={close} act={t("request.submit")} onAct={submit} change={send}>
          <p>{t("request.what", { name })}</p>
          <TextArea
            label={t("request.message", { name })}
            hint={t("request.messageHint", { name })}
            maxLength={1000}
            value={message}
            onChange={(event) => setMessage(event.target.value)}
          />
        </ActPart>
      </Dialog>
    </>
  );
}
