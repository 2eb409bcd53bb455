import type { ClientSearchResult } from "@kring/domain/contract";
import { Button, Dialog, Tag, useToast } from "@kring/ui";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActPart } from "../../../shared/act-part.tsx";
import { shortDate } from "../../../shared/dates.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { useCancelRequest } from "../api/search.ts";

export interface ManageRequestProps {
  client: ClientSearchResult;
  request: NonNullable<ClientSearchResult["pendingRequest"]>;
  onCancelled: () => void;
}

/** *Manage request* from a result of the same search. */
export function ManageRequest({ client: { name }, request, onCancelled }: ManageRequestProps) {
  const { t } = useTranslation(["search", "common"]);
  const language = useLanguage();
  const showToast = useToast();
  const cancel = useCancelRequest(request.id);
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const day = shortDate(request.at, Date.now(), language);
  const submit = async () => {
    await cancel.mutateAsync();
    close();
    onCancelled();
    showToast({ text: t("request.cancelled") });
  };
  return (
    <>
      <Tag tone="wait">{t("request.pending", { day })}</Tag>
      <Button dense onPress={() => setOpen(true)} aria-label={t("request.manageFor", { name })}>
        {t("request.manage")}
      </Button>
      <Dialog isOpen={isOpen} onClose={close} title={t("request.manageTitle", { name })} closeLabel={t("common:close")}>
        <ActPart
          onLeave={close}
          leave={t("request.leave")}
          act={t("request.cancel")}
          variant="danger"
          onAct={submit}
          change={cancel}
        >
          <p>{t("request.manageWhat", { day, name })}</p>
        </ActPart>
      </Dialog>
    </>
  );
}
