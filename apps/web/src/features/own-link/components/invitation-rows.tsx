import type { OwnLinkInvitation } from "@kring/domain/contract";
import { Icon, Link, Tag } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ownLinksQuery } from "../../../shared/own-link/own-links.ts";
import "../../../shared/ask-row.css";

/** The invitations that wait for this person; undefined until it is known. */
export const useInvitations = (): OwnLinkInvitation[] | undefined => useQuery(ownLinksQuery).data?.invitations;

/** Invitations that wait for an answer, as rows of a list that may hold more. */
export function InvitationRows() {
  return useInvitations()?.map((invitation) => <InvitationRow key={invitation.id} invitation={invitation} />);
}

function InvitationRow({ invitation }: { invitation: OwnLinkInvitation }) {
  const { t } = useTranslation("own-link");
  const { id, client, invitedBy } = invitation;
  return (
    <li className="task-ask">
      <Link href={`/invitations/${id}`}>
        <Tag tone="wait">{t("invitation")}</Tag>
        <b>
          {invitedBy.kind === "client"
            ? t("invitationBy", { inviter: client.name })
            : t("invitationFor", { inviter: invitedBy.name, client: client.name })}
        </b>
        <span className="soft sm">{t("invitationText")}</span>
        <span className="go">
          {t("decide")} <Icon of={ArrowRight} small />
        </span>
      </Link>
    </li>
  );
}
