import type { ConversationView } from "@kring/domain/contract";
import { ConversationItem, MiniRing } from "@kring/ui";
import { memo } from "react";
import { briefMoment, dateTime } from "../../../shared/dates.ts";
import { useMe } from "../../../shared/me.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { avatarOf, partnersIn } from "../model/people.ts";
import { inOneLine } from "../model/plain-text.ts";
import { lastOf, secondaryOf, titleOf } from "../model/titles.ts";
import { useDraft } from "../use-draft.ts";
import { useSay } from "../use-say.ts";
import { PersonAvatar } from "./person.tsx";

/** A ring of marks for several people, a tile for one. */
function ConversationPicture({ view }: { view: ConversationView }) {
  const partners = partnersIn(view.roster);
  const [only] = partners;
  if (view.topic === null && partners.length === 1 && only !== undefined)
    return <PersonAvatar person={only} size="list" />;
  return <MiniRing people={partners.map(avatarOf)} />;
}

export interface ConversationRowProps {
  view: ConversationView;
  current?: boolean;
  today: number;
}

/** One conversation in a list. */
export const ConversationRow = memo(function ConversationRow({ view, current, today }: ConversationRowProps) {
  const say = useSay();
  const language = useLanguage();
  const { account } = useMe();
  const draft = useDraft(view.id);
  const at = view.last?.at ?? view.startedAt;
  return (
    <ConversationItem
      href={`/conversations/${view.id}`}
      leading={<ConversationPicture view={view} />}
      name={titleOf(view, language, say)}
      time={briefMoment(at, today, language)}
      dateTime={dateTime(at)}
      secondary={secondaryOf(view, account.kind, say)}
      last={
        draft.text.trim() === "" || current ? (
          lastOf(view, say)
        ) : (
          <>
            <b className="draft">{say("message:draft")}</b> {inOneLine(draft.text)}
          </>
        )
      }
      count={view.unread}
      countLabel={say("list.unreadLabel", { number: view.unread > 99 ? "99+" : String(view.unread) })}
      current={current}
    />
  );
});
