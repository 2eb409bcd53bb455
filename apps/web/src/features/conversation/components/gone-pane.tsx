import { ButtonLink, EmptyState, IconLink, PaneHead, ThreadPane } from "@kring/ui";
import { ArrowLeft } from "lucide-react";
import { QuickExitButton } from "../../../shared/leave.tsx";
import { useMe } from "../../../shared/me.ts";
import { useSay } from "../use-say.ts";

const lost = {
  client: "thread.lost",
  professional: "thread.lostProfessional",
  "related-person": "thread.lostRelatedPerson",
} as const;

/** In the place of a conversation that was taken away while it was open, or that isn't there or isn't this reader's. */
export function GonePane({ wasHere }: { wasHere: boolean }) {
  const say = useSay();
  const { account, organisation } = useMe();
  const isProfessional = account.kind === "professional";
  const title = wasHere ? say("thread.lostTitle") : say("common:notFound.title");
  return (
    <ThreadPane
      label={title}
      head={
        <PaneHead
          start={<IconLink className="only-phone" href="/conversations" icon={ArrowLeft} label={say("thread.back")} />}
          end={<QuickExitButton />}
        >
          {null}
        </PaneHead>
      }
    >
      <EmptyState
        picture="missing"
        level={1}
        placed="middle"
        title={title}
        action={<ButtonLink href="/conversations">{say("thread.back")}</ButtonLink>}
      >
        {wasHere ? (
          <p>{say(lost[account.kind])}</p>
        ) : (
          <>
            <p>{say(isProfessional ? "common:notFound.textProfessional" : "common:notFound.text")}</p>
            <p>
              {say(isProfessional ? "common:whoCanHelp.takeOver.nobody" : "common:notFound.help", { organisation })}
            </p>
          </>
        )}
      </EmptyState>
    </ThreadPane>
  );
}
