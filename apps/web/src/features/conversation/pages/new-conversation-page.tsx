import { Icon, Link, Main, Page } from "@kring/ui";
import { useSearch } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { QuickExitButton } from "../../../shared/leave.tsx";
import { useMe } from "../../../shared/me.ts";
import { readStartWith } from "../../../shared/start-with.ts";
import { ClientStart } from "../components/start/client-start.tsx";
import { ProfessionalStart } from "../components/start/professional-start.tsx";
import { RelatedPersonStart } from "../components/start/related-person-start.tsx";
import { useSayAct } from "../use-say-act.ts";

const startOf = { client: ClientStart, professional: ProfessionalStart, "related-person": RelatedPersonStart };

/** Starts a conversation: with whom, about what, and in plain words who will read it (V-01, V-03, V-05). */
export function NewConversationPage() {
  const say = useSayAct();
  const { account } = useMe();
  const search = useSearch({ strict: false });
  const Start = startOf[account.kind];
  return (
    <Main>
      <Page title={say("start.title")} lead={say("start.lead")} end={<QuickExitButton />}>
        <Link className="page-back" href="/conversations">
          <Icon of={ArrowLeft} small />
          {say("start.back")}
        </Link>
        <Start key={JSON.stringify(search)} given={readStartWith(search)} />
      </Page>
    </Main>
  );
}
