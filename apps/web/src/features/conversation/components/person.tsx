import type { RosterParticipant } from "@kring/domain/contract";
import { Avatar, ProfessionalMark } from "@kring/ui";
import { useTranslation } from "react-i18next";
import { avatarOf } from "../model/people.ts";

export interface PersonProps {
  person: RosterParticipant;
  size?: "list" | undefined;
}

export function PersonAvatar({ person, size }: PersonProps) {
  return <Avatar {...avatarOf(person)} size={size} />;
}

/** The mark of a professional (V-10); nothing for anybody else. */
export function PersonMark({ person }: { person: RosterParticipant }) {
  const { t } = useTranslation("common");
  return person.mark && <ProfessionalMark>{t(`roles.${person.mark}`)}</ProfessionalMark>;
}
