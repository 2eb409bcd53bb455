import { Avatar, initialsOf, ProfessionalMark, Tag } from "@kring/ui";
import { useTranslation } from "react-i18next";
import type { CircleMember } from "../model/circle-members.ts";

/** The tile of somebody in the circle; dashed while they are not in yet. */
export function MemberAvatar({ member }: { member: CircleMember }) {
  return (
    <Avatar
      kind={member.kind === "related-person" ? "related" : "professional"}
      initials={initialsOf(member.name)}
      pending={member.kind === "request"}
    />
  );
}

/** The mark of a professional; nothing for others. */
export function MemberMark({ member }: { member: CircleMember }) {
  const { t } = useTranslation("common");
  if (member.kind === "related-person") return null;
  const roles = member.kind === "professional" ? member.person.roles : ["therapist" as const];
  const role = roles.find((one) => one === "therapist") ?? roles[0];
  return <ProfessionalMark>{role === undefined ? t("kinds.professional") : t(`roles.${role}`)}</ProfessionalMark>;
}

/** What is not settled about somebody, in a word. */
export function MemberTag({ member }: { member: CircleMember }) {
  const { t } = useTranslation("own");
  if (member.kind === "request") {
    return (
      <>
        <Tag tone="wait">{t("circle.asksTag")}</Tag>
        {member.person.temporary !== null && <Tag tone="wait">{t("circle.temporary")}</Tag>}
      </>
    );
  }
  if (member.kind === "temporary") return <Tag tone="wait">{t("circle.temporary")}</Tag>;
  if (member.kind === "professional" && member.person.endingWished) {
    return <Tag tone="wait">{t("circle.wished")}</Tag>;
  }
  return null;
}
