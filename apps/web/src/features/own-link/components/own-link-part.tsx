import type { OwnLink } from "@kring/domain/contract";
import { Button, ButtonLink, useToast } from "@kring/ui";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "../../../shared/confirm-dialog.tsx";
import { shortDate } from "../../../shared/dates.ts";
import { QuietChannels } from "../../../shared/own-link/quiet-channels.tsx";
import { ScreenNameForm } from "../../../shared/own-link/screen-name-form.tsx";
import { useLanguage } from "../../../shared/use-language.ts";
import { useEndLink } from "../api/answer-link.ts";
import { firstNameOf, SeenAs } from "./seen-as.tsx";

/** One link of a related person: to whom, as whom they are seen there, and its end. */
export function OwnLinkPart({ link }: { link: OwnLink }) {
  const { t } = useTranslation("own-link");
  const language = useLanguage();
  const id = useId();
  const [typed, setTyped] = useState<string | null | undefined>(undefined);
  const { client, invitedBy, since } = link;
  const day = shortDate(since, Date.now(), language);
  const name = firstNameOf(client.name);
  const byClient = invitedBy.kind === "client";
  return (
    <section className="own-link" aria-labelledby={id}>
      <div>
        <h2 id={id}>{client.name}</h2>
        <p className="sm mute">
          {byClient
            ? t("link.byClient", { client: name, day })
            : t("link.byTherapist", { therapist: invitedBy.name, day })}
        </p>
      </div>
      <div className="row wrap">
        <ButtonLink dense href={`/conversations/new?ownLink=${link.id}&end=client`}>
          {t("link.start", { name })}
        </ButtonLink>
        {!byClient && (
          <ButtonLink dense href={`/conversations/new?ownLink=${link.id}&end=inviter`}>
            {t("link.start", { name: firstNameOf(invitedBy.name) })}
          </ButtonLink>
        )}
      </div>
      <div className="own-link-two">
        <div>
          <h3>{t("link.seen")}</h3>
          <SeenAs link={link} screenName={typed === undefined ? link.screenName : typed} />
        </div>
        <div className="stack">
          <ScreenNameForm link={link} readers="" readersCount={0} onPreview={setTyped} />
          <h3>{t("link.channels")}</h3>
          <QuietChannels link={link} />
        </div>
      </div>
      <EndLink link={link} />
    </section>
  );
}

function EndLink({ link }: { link: OwnLink }) {
  const { t } = useTranslation("own-link");
  const showToast = useToast();
  const end = useEndLink(link.id);
  const [isAsking, setAsking] = useState(false);
  const client = firstNameOf(link.client.name);
  const inviter = firstNameOf(link.invitedBy.name);
  return (
    <div>
      <Button dense variant="danger" onPress={() => setAsking(true)}>
        {t("link.end")}
        <span className="sr">{t("link.endNamed", { client, inviter })}</span>
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t("end.title", { client })}
        act={t("end.act")}
        change={end}
        onDone={() => showToast({ text: t("end.done", { client }) })}
      >
        <ul className="what-happens">
          <li>{t("end.what1", { inviter })}</li>
          <li>{t("end.what2")}</li>
          <li>{t("end.what3", { inviter })}</li>
          <li>{t("end.what4")}</li>
        </ul>
      </ConfirmDialog>
    </div>
  );
}
