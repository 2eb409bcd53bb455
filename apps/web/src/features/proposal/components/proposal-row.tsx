import type { ClientProposal } from "@kring/domain/contract";
import { Avatar, Button, Inset, initialsOf, KeyValue, Link, Row, useToast } from "@kring/ui";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "../../../shared/confirm-dialog.tsx";
import { dayOfBirth, shortDate } from "../../../shared/dates.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { useDeclineProposal } from "../api/proposals.ts";
import { AcceptProposal } from "./accept-proposal.tsx";

/** A proposal with what a secretary needs to decide on it, and what to do. */
export function ProposalRow({ proposal }: { proposal: ClientProposal }) {
  const { t } = useTranslation("proposal");
  const language = useLanguage();
  const { name, email, born, note, by, at, clash } = proposal;
  return (
    <Row leading={<Avatar kind="client" initials={initialsOf(name)} pending />} end={<Decision proposal={proposal} />}>
      <p>
        <b>{name}</b>
      </p>
      <p className="sm mute">{t("list.by", { name: by.name, day: shortDate(at, Date.now(), language) })}</p>
      <KeyValue
        items={[
          { key: t("fields.email"), value: email },
          { key: t("fields.born"), value: dayOfBirth(born, language) },
          ...(note === "" ? [] : [{ key: t("list.note"), value: note }]),
        ]}
      />
      {clash !== null && (
        <Inset tone="wait">
          <p className="sm">
            <b>{t("list.clash")}</b>{" "}
            <Link href={`/clients/${clash.id}`}>
              {t("list.clashLink", { name: clash.name, number: clash.clientNumber })}
            </Link>
            . {t("list.clashHint")}
          </p>
        </Inset>
      )}
    </Row>
  );
}

function Decision({ proposal }: { proposal: ClientProposal }) {
  const { t } = useTranslation("proposal");
  const showToast = useToast();
  const decline = useDeclineProposal(proposal.id);
  const [open, setOpen] = useState<"accept" | "decline" | null>(null);
  const { name, by } = proposal;
  const close = () => setOpen(null);
  return (
    <span className="row wrap">
      <Button dense onPress={() => setOpen("decline")} aria-label={t("list.declineFor", { name })}>
        {t("list.decline")}
      </Button>
      <Button dense onPress={() => setOpen("accept")} aria-label={t("list.acceptFor", { name })}>
        {t("list.accept")}
      </Button>
      <AcceptProposal proposal={proposal} isOpen={open === "accept"} onClose={close} />
      <ConfirmDialog
        isOpen={open === "decline"}
        onClose={close}
        title={t("list.declineTitle", { name })}
        act={t("list.decline")}
        change={decline}
        onDone={() => showToast({ text: t("list.declined") })}
      >
        <p>{t("list.declineWhat", { therapist: by.name })}</p>
      </ConfirmDialog>
    </span>
  );
}
