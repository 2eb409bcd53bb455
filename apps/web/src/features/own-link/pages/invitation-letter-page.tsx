import { LinkId, type OwnLinkInvitation } from "@kring/domain/contract";
import { Avatar, ConsentChoice, FieldError, initialsOf, Link, ProfessionalMark } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { shortDate } from "../../../shared/dates.ts";
import { Letter, LetterColumns, LetterOutcome, LetterPage } from "../../../shared/letter/letter.tsx";
import { LoadedPage } from "../../../shared/loaded-page.tsx";
import { useMe } from "../../../shared/me.ts";
import { NotFound } from "../../../shared/not-found.tsx";
import { ownLinksQuery } from "../../../shared/own-link/own-links.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { useAnswerInvitation } from "../api/answer-link.ts";
import { OtherAccount } from "../components/other-account.tsx";
import { firstNameOf } from "../components/seen-as.tsx";

const route = getRouteApi("/signed-in/invitations/$linkId");

/** An invitation as its receiver reads it: who invites, what opens, what stays closed (P-03). */
export function InvitationLetterPage() {
  const { linkId } = route.useParams();
  const known = LinkId.safeParse(linkId);
  const { account } = useMe();
  return (
    <LetterPage>
      {!known.success ? (
        <NotFound />
      ) : account.kind === "related-person" ? (
        <Waiting key={known.data} linkId={known.data} />
      ) : (
        <OtherAccount />
      )}
    </LetterPage>
  );
}

function Waiting({ linkId }: { linkId: LinkId }) {
  const own = useQuery(ownLinksQuery);
  return (
    <LoadedPage query={own}>
      {({ invitations }) => (
        <InvitationLetter linkId={linkId} found={invitations.find(({ id }) => id === linkId) ?? null} />
      )}
    </LoadedPage>
  );
}

function InvitationLetter({ linkId, found }: { linkId: LinkId; found: OwnLinkInvitation | null }) {
  const { t } = useTranslation("own-link");
  const answer = useAnswerInvitation(linkId);
  const [invitation, setInvitation] = useState(found);
  // What was read stays on the page when the answer takes it out of the list.
  if (found !== null && found !== invitation && !answer.isSuccess) setInvitation(found);
  const shown = answer.isSuccess ? invitation : found;
  return (
    <Letter back={{ href: "/", label: t("letter.back") }}>
      {shown === null ? (
        <>
          <h1>{t("letter.gone")}</h1>
          <p>{t("letter.goneText")}</p>
        </>
      ) : (
        <>
          <h1>{t("letter.title", { client: shown.client.name })}</h1>
          <From invitation={shown} />
          {answer.isSuccess ? (
            <Answered invitation={shown} accepted={answer.variables === "accept"} />
          ) : (
            <Question invitation={shown} answer={answer} />
          )}
        </>
      )}
    </Letter>
  );
}

function From({ invitation }: { invitation: OwnLinkInvitation }) {
  const { t } = useTranslation(["own-link", "common"]);
  const language = useLanguage();
  const { client, invitedBy, invitedAt } = invitation;
  const day = shortDate(invitedAt, Date.now(), language);
  const byClient = invitedBy.kind === "client";
  return (
    <div className="letter-from">
      <Avatar kind={byClient ? "client" : "professional"} initials={initialsOf(invitedBy.name)} />
      <div>
        <div className="nm">
          <b>{invitedBy.name}</b>
          {!byClient && <ProfessionalMark>{t("common:roles.therapist")}</ProfessionalMark>}
        </div>
        <p className="sm mute">
          {byClient
            ? t("own-link:letter.byClient", { client: firstNameOf(client.name), day })
            : t("own-link:letter.byTherapist", { client: client.name, day })}
        </p>
      </div>
    </div>
  );
}

interface QuestionProps {
  invitation: OwnLinkInvitation;
  answer: ReturnType<typeof useAnswerInvitation>;
}

function Question({ invitation, answer }: QuestionProps) {
  const { t } = useTranslation(["own-link", "common"]);
  const language = useLanguage();
  const say = useRefusal();
  const client = firstNameOf(invitation.client.name);
  const inviter = firstNameOf(invitation.invitedBy.name);
  const byClient = invitation.invitedBy.kind === "client";
  const give = (one: "accept" | "refuse") => {
    if (!answer.isPending) answer.mutate(one);
  };
  const busyWith = (one: "accept" | "refuse") => answer.isPending && answer.variables === one && t("common:busy");
  return (
    <>
      <LetterColumns
        open={{
          title: t("own-link:letter.opens"),
          items: [
            byClient
              ? t("own-link:letter.openTalk", { client })
              : t("own-link:letter.openTalkBoth", { inviter, client }),
            t("own-link:letter.openName", { inviter }),
            ...(byClient ? [] : [t("own-link:letter.openNameClient", { client })]),
            t("own-link:letter.openHistory", { client }),
            t("own-link:letter.openTools"),
          ],
        }}
        closed={{
          title: t("own-link:letter.closed"),
          items: [
            t("own-link:letter.closed1", { client }),
            t("own-link:letter.closed2"),
            t("own-link:letter.closed3"),
            t("own-link:letter.closed4", { client }),
          ],
        }}
      />
      <div className="letter-decide">
        <p>
          <b>{t("own-link:letter.noIsFine")}</b> {t("own-link:letter.noMeans")}
        </p>
        <ConsentChoice
          no={{ label: t("own-link:letter.no"), onPress: () => give("refuse"), busy: busyWith("refuse") }}
          yes={{ label: t("own-link:letter.yes"), onPress: () => give("accept"), busy: busyWith("accept") }}
        />
        {answer.isError && (
          <div role="alert">
            <FieldError>{say(answer.error)}</FieldError>
          </div>
        )}
        <p className="sm mute">
          {t("own-link:letter.until", { day: shortDate(invitation.expiresAt, Date.now(), language) })}
        </p>
      </div>
    </>
  );
}

function Answered({ invitation, accepted }: { invitation: OwnLinkInvitation; accepted: boolean }) {
  const { t } = useTranslation("own-link");
  return (
    <LetterOutcome title={t(accepted ? "letter.accepted" : "letter.refused")} isNew>
      <p>{t(accepted ? "letter.acceptedText" : "letter.refusedText")}</p>
      {accepted ? (
        <>
          <Link href="/circle">{t("letter.toScreenName")}</Link>
          <Link href={`/conversations/new?ownLink=${invitation.id}&end=client`}>{t("letter.toStart")}</Link>
        </>
      ) : (
        <>
          <Link href="/">{t("letter.toHome")}</Link>
          <Link href="/profile">{t("letter.toProfile")}</Link>
        </>
      )}
    </LetterOutcome>
  );
}
