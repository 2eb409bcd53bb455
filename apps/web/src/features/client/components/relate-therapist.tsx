import { Button, Dialog, DialogPart, TextArea, useToast } from "@kring/ui";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActPart } from "../../../shared/act-part.tsx";
import { useRelateTherapist } from "../api/professionals.ts";
import { useSendRequest } from "../api/requests.ts";
import { firstNameOf, useClient } from "../use-client.ts";
import { type Colleague, ColleaguePicker } from "./colleague-picker.tsx";

/** T-01 and Q-02: relates a colleague at once, or asks the client first. */
export function RelateTherapist({ how }: { how: "direct" | "request" }) {
  const { t } = useTranslation(["client", "common"]);
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button dense onPress={() => setOpen(true)}>
        {t(`relate.open.${how}`)}
      </Button>
      <Dialog isOpen={isOpen} onClose={close} title={t(`relate.open.${how}`)} closeLabel={t("common:close")}>
        {how === "direct" ? <RelateForm onDone={close} /> : <RequestForm onDone={close} />}
      </Dialog>
    </>
  );
}

function RelateForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation(["client", "common"]);
  const { id, name } = useClient();
  const showToast = useToast();
  const relate = useRelateTherapist(id);
  const [colleague, setColleague] = useState<Colleague | null>(null);
  const [isMissing, setMissing] = useState(false);
  const client = firstNameOf(name);
  const submit = async () => {
    if (colleague === null) return setMissing(true);
    await relate.mutateAsync(colleague.id);
    onDone();
    showToast({ text: t("relate.done", { colleague: colleague.name, client }) });
  };
  return (
    <ActPart onLeave={onDone} act={t("relate.submit")} onAct={submit} change={relate}>
      <p className="soft">{t("relate.what", { client })}</p>
      <ColleaguePicker
        label={t("relate.whom")}
        which="unrelated"
        value={colleague}
        onChange={setColleague}
        error={isMissing && colleague === null ? t("relate.missing") : undefined}
      />
    </ActPart>
  );
}

function RequestForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation(["client", "common"]);
  const { id, name } = useClient();
  const showToast = useToast();
  const send = useSendRequest(id);
  const [colleague, setColleague] = useState<Colleague | null>(null);
  const [message, setMessage] = useState("");
  const [isMissing, setMissing] = useState(false);
  const client = firstNameOf(name);
  const submit = async () => {
    if (colleague === null) return setMissing(true);
    await send.mutateAsync({ professionalId: colleague.id, message });
    onDone();
    showToast({ text: t("relate.sent", { client }) });
  };
  return (
    <>
      <DialogPart>
        <p className="soft">{t("relate.whatRequest", { client })}</p>
        <ColleaguePicker
          label={t("relate.whom")}
          which="unrelated"
          value={colleague}
          onChange={setColleague}
          error={isMissing && colleague === null ? t("relate.missing") : undefined}
        />
      </DialogPart>
      <ActPart onLeave={onDone} act={t("relate.send", { client })} onAct={submit} change={send}>
        <MessageForClient value={message} onChange={setMessage} />
      </ActPart>
    </>
  );
}

const longest = 1000;

/** What the client reads beside the request. */
export function MessageForClient({ value, onChange }: { value: string; onChange: (message: string) => void }) {
  const { t } = useTranslation("client");
  const client = firstNameOf(useClient().name);
  return (
    <TextArea
      label={t("relate.message", { client })}
      hint={t("relate.messageHint", { client })}
      value={value}
      maxLength={longest}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
