import { startConversation } from "@kring/domain/contract";
import { Button, FieldError, Icon, TextField } from "@kring/ui";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { BookOpen } from "lucide-react";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { refusalCode } from "../../../../shared/call.ts";
import { useMe } from "../../../../shared/me.ts";
import { useKring } from "../../../../shared/realtime.ts";
import { useLanguage } from "../../../../shared/use-language.ts";
import { useRefusal } from "../../../../shared/use-refusal.ts";
import type { Candidate } from "../../model/candidates.ts";
import { whoWillRead } from "../../model/who-will-read.ts";
import { useSayAct } from "../../use-say-act.ts";
import "./start-form.css";

export interface StartFormProps {
  /** Where one chooses with whom; is told when nobody is chosen yet. */
  choice: (missing: string | undefined) => ReactNode;
  chosen: readonly Candidate[];
  /** The client whom it will be about, when the reader isn't that client. */
  about: string | null;
  /** What a related person is called here by who may not know their name. */
  screenName?: string | null;
}

const longestTopic = 120;

/** With whom, about what, and who will read it, before it is started. */
export function StartForm({ choice, chosen, about, screenName }: StartFormProps) {
  const say = useSayAct();
  const sayRefusal = useRefusal();
  const navigate = useNavigate();
  const start = useStart();
  const [topic, setTopic] = useState("");
  const [isAsked, setAsked] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (chosen.length === 0 || start.isPending) return;
    start.mutate(
      { topic: topic.trim() === "" ? null : topic.trim(), partners: chosen.map(({ partner }) => partner) },
      {
        onSuccess: ({ id }) => void navigate({ to: "/conversations/$conversationId", params: { conversationId: id } }),
      },
    );
  };
  return (
    <form className="start-form narrow" onSubmit={submit} noValidate>
      {choice(isAsked && chosen.length === 0 ? say("start.missing") : undefined)}
      <TextField
        label={say("start.topic")}
        hint={say("start.topicHint")}
        value={topic}
        maxLength={longestTopic}
        autoComplete="off"
        onChange={(event) => setTopic(event.target.value)}
      />
      <WhoWillRead chosen={chosen} about={about} {...(screenName === undefined ? {} : { screenName })} />
      {start.isError && (
        <div role="alert">
          <FieldError>
            {refusalCode(start.error) === "not-found" ? say("start.refused") : sayRefusal(start.error)}
          </FieldError>
        </div>
      )}
      <div>
        <Button type="submit" variant="primary" busy={start.isPending && say("common:busy")}>
          {say("start.submit")}
        </Button>
      </div>
    </form>
  );
}

interface Begun {
  topic: string | null;
  partners: Candidate["partner"][];
}

function useStart() {
  const kring = useKring();
  return useMutation({ mutationFn: (body: Begun) => kring.change(startConversation, { body }) });
}

type WhoWillReadProps = Pick<StartFormProps, "chosen" | "about" | "screenName">;

/** Before anything is sent: who reads it, and as whom. */
function WhoWillRead({ chosen, about, screenName }: WhoWillReadProps) {
  const say = useSayAct();
  const language = useLanguage();
  const { account } = useMe();
  const title = useId();
  const lines = whoWillRead(
    { reader: account, about, chosen, ...(screenName === undefined ? {} : { screenName }) },
    language,
    say,
  );
  return (
    <section className="will-read" aria-labelledby={title} aria-live="polite">
      <h2 id={title}>
        <Icon of={BookOpen} small />
        {say("start.whoReads")}
      </h2>
      {lines.length === 0 ? (
        <p className="mute">{say("start.chooseFirst")}</p>
      ) : (
        <ul>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
