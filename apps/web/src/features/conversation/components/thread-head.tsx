import type { ConversationView } from "@kring/domain/contract";
import { IconButton, IconLink, PaneHead } from "@kring/ui";
import { ArrowLeft, Search, UsersRound } from "lucide-react";
import { QuickExitButton } from "../../../shared/leave.tsx";
import { useDetailsOpen } from "../details-open.ts";
import { besideName, partnersIn, presentIn, sentence, shortNames } from "../model/people.ts";
import { useSay } from "../use-say.ts";
import { PersonAvatar, PersonMark } from "./person.tsx";

export interface ThreadHeadProps {
  view: ConversationView | null;
  title: string;
  search?: { isOpen: boolean; setOpen: (isOpen: boolean) => void };
}

/** The head of a thread. Without a view it holds the way back and the way out. */
export function ThreadHead({ view, title, search }: ThreadHeadProps) {
  const say = useSay();
  const { isOpen, setOpen } = useDetailsOpen();
  const only = view === null ? undefined : onlyPartner(view);
  return (
    <PaneHead
      start={
        <>
          <IconLink className="only-phone" href="/conversations" icon={ArrowLeft} label={say("thread.back")} />
          {only && <PersonAvatar person={only} />}
        </>
      }
      under={view && <UnderTitle view={view} />}
      end={
        <>
          {search && (
            <IconButton
              label={say("message:search.open")}
              icon={Search}
              aria-expanded={search.isOpen}
              onPress={() => search.setOpen(!search.isOpen)}
            />
          )}
          {view && (
            <IconButton
              label={say("thread.details")}
              icon={UsersRound}
              aria-expanded={isOpen}
              onPress={() => setOpen(!isOpen)}
            />
          )}
          <QuickExitButton />
        </>
      }
    >
      <h1>{title}</h1>
    </PaneHead>
  );
}

/** The other of two, when the conversation is named after them. */
function onlyPartner(view: ConversationView) {
  const partners = partnersIn(view.roster);
  return view.topic === null && partners.length === 1 ? partners[0] : undefined;
}

function UnderTitle({ view }: { view: ConversationView }) {
  const say = useSay();
  const { about } = view.roster;
  const only = onlyPartner(view);
  if (only?.mark) return <PersonMark person={only} />;
  if (only) return sentence(besideName(only, view.roster, say) ?? "");
  if (about === null || about.you) return [...shortNames(partnersIn(view.roster), say).values()].join(", ");
  return (
    <>
      {say("thread.about", { name: about.name })}{" "}
      <span className="only-wide">· {say("thread.reading", { count: presentIn(view.roster).length })}</span>
    </>
  );
}
