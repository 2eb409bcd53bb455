import type { ClientSearchResult } from "@kring/domain/contract";
import { Button, Dialog } from "@kring/ui";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActPart } from "../../../shared/act-part.tsx";
import { refusalCode } from "../../../shared/call.ts";
import { useObtainAccess } from "../api/search.ts";

export interface ObtainAccessProps {
  searchId: string;
  client: ClientSearchResult;
}

/** says what temporary access means, then opens the account. */
export function ObtainAccess({ searchId, client }: ObtainAccessProps) {
  const { t } = useTranslation(["search", "common"]);
  const navigate = useNavigate();
  const obtain = useObtainAccess(searchId, client.id);
  const [isOpen, setOpen] = useState(false);
  const { name } = client;
  const close = () => setOpen(false);
  const submit = async () => {
    await obtain.mutateAsync();
    await navigate({ to: "/clients/$clientId", params: { clientId: client.id } });
  };
  const isTooOften = obtain.isError && refusalCode(obtain.error) === "too-many-requests";
  return (
    <>
      <Button dense onPress={() => setOpen(true)} aria-label={t("access.openFor", { name })}>
        {t("access.open")}
      </Button>
      <Dialog isOpen={isOpen} onClose={close} title={t("access.title", { name })} closeLabel={t("common:close")}>
        <ActPart
          onLeave={close}
          act={t("access.submit")}
          onAct={submit}
          change={obtain}
          refused={isTooOften ? t("access.tooMany") : undefined}
        >
          <p>{t("access.reads", { name })}</p>
          <p>{t("access.ends")}</p>
          <p>{t("access.seen", { name })}</p>
        </ActPart>
      </Dialog>
    </>
  );
}
