import type { Professional, previewCaseloadTransfer } from "@kring/domain/contract";
import { Button, Checkbox, Dialog, DialogPart, FieldError, Inset, Select, TextArea } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { ActPart } from "../../../shared/act-part.tsx";
import { LoadedPage } from "../../../shared/loaded-page.tsx";
import { transferPreviewQuery, useTransferCaseload } from "../api/caseload-transfer.ts";

type Preview = z.infer<typeof previewCaseloadTransfer.response>;

/** *Transfer caseload*: chosen clients to one colleague, client by client (T-05). */
export function TransferCaseload({ professional }: { professional: Professional }) {
  const { t } = useTranslation(["professional", "common"]);
  const [isOpen, setOpen] = useState(false);
  const [to, setTo] = useState<string | undefined>(undefined);
  const close = () => setOpen(false);
  const { id, name, you } = professional;
  const preview = useQuery({ ...transferPreviewQuery(id, to), enabled: isOpen });
  return (
    <section className="settings-part" aria-label={t("transfer.title")}>
      <h2>{t("transfer.title")}</h2>
      <p className="soft">{t("transfer.what")}</p>
      <div>
        <Button onPress={() => setOpen(true)}>{t("transfer.open")}</Button>
      </div>
      <Dialog
        isOpen={isOpen}
        onClose={close}
        title={you ? t("transfer.title") : t("transfer.titleOf", { name })}
        closeLabel={t("common:close")}
      >
        {preview.data === undefined ? (
          <DialogPart>
            <LoadedPage query={preview}>{() => null}</LoadedPage>
          </DialogPart>
        ) : preview.data.clients.length === 0 || preview.data.candidates.length === 0 ? (
          <DialogPart actions={<Button onPress={close}>{t("common:close")}</Button>}>
            <p>{t(preview.data.clients.length === 0 ? "transfer.none" : "transfer.noCandidates")}</p>
          </DialogPart>
        ) : (
          <TransferForm professionalId={id} preview={preview.data} to={to} onTo={setTo} onClose={close} />
        )}
      </Dialog>
    </section>
  );
}

interface TransferFormProps {
  professionalId: string;
  preview: Preview;
  to: string | undefined;
  onTo: (id: string | undefined) => void;
  onClose: () => void;
}

function TransferForm({ professionalId, preview, to, onTo, onClose }: TransferFormProps) {
  const { t } = useTranslation(["professional", "common"]);
  const navigate = useNavigate();
  const transfer = useTransferCaseload(professionalId);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [message, setMessage] = useState("");
  const [isTried, setTried] = useState(false);
  const { clients, waitsForClients, candidates } = preview;
  const chosen = clients.filter(({ id }) => !left.has(id)).map(({ id }) => id);
  const submit = async () => {
    setTried(true);
    if (to === undefined || chosen.length === 0) return;
    const { id } = await transfer.mutateAsync({ to, clientIds: chosen, message: message.trim() });
    await navigate({ to: "/caseload-transfers/$transferId", params: { transferId: id } });
  };
  return (
    <ActPart
      onLeave={onClose}
      act={t(waitsForClients ? "transfer.send" : "transfer.submit", { count: chosen.length })}
      variant={waitsForClients ? "primary" : "danger-final"}
      onAct={submit}
      change={transfer}
    >
      <Select
        label={t("transfer.to")}
        value={to ?? ""}
        onChange={(event) => onTo(event.target.value === "" ? undefined : event.target.value)}
        error={isTried && to === undefined ? t("transfer.missing") : undefined}
      >
        <option value="">{t("transfer.choose")}</option>
        {candidates.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <ClientBoxes
        preview={preview}
        to={candidates.find(({ id }) => id === to)?.name}
        left={left}
        onChange={setLeft}
        error={isTried && chosen.length === 0 ? t("transfer.missingClients") : undefined}
      />
      {waitsForClients && (
        <TextArea
          label={t("transfer.message")}
          hint={t("transfer.messageHint")}
          rows={3}
          maxLength={1000}
          value={message}
          onChange={(event) => setMessage(event.target.value)}
        />
      )}
      <Inset tone={waitsForClients ? "wait" : "bad"}>
        <p>{t(waitsForClients ? "transfer.waits" : "transfer.direct")}</p>
      </Inset>
    </ActPart>
  );
}

interface ClientBoxesProps {
  preview: Preview;
  to: string | undefined;
  left: ReadonlySet<string>;
  onChange: (left: ReadonlySet<string>) => void;
  error: string | undefined;
}

/** All preselected; with what moves along for each. */
function ClientBoxes({ preview: { clients }, to, left, onChange, error }: ClientBoxesProps) {
  const { t } = useTranslation("professional");
  const set = (id: string, isIn: boolean) => {
    const next = new Set(left);
    if (isIn) next.delete(id);
    else next.add(id);
    onChange(next);
  };
  return (
    <fieldset className="radios caseload">
      <legend className="label">{t("transfer.clients")}</legend>
      {clients.length > 1 && (
        <Checkbox
          checked={left.size === 0}
          onChange={(event) => onChange(event.target.checked ? new Set() : new Set(clients.map(({ id }) => id)))}
        >
          {t("transfer.all")}
        </Checkbox>
      )}
      <div className="caseload-clients">
        {clients.map(({ id, name, tools, alreadyRelated }) => (
          <Checkbox
            key={id}
            checked={!left.has(id)}
            onChange={(event) => set(id, event.target.checked)}
            hint={[
              tools === 0 ? t("transfer.noTools") : t("transfer.tools", { count: tools }),
              ...(alreadyRelated && to !== undefined ? [t("transfer.alreadyRelated", { name: to })] : []),
            ].join(", ")}
          >
            {name}
          </Checkbox>
        ))}
      </div>
      {error && <FieldError>{error}</FieldError>}
    </fieldset>
  );
}
