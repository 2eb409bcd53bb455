import { Button, FieldError, TextArea, useToast } from "@kring/ui";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { useGiveFeedback } from "../api/tools.ts";
import { firstNameOf, useClient } from "../use-client.ts";

const longest = 4000;

export interface FeedbackFormProps {
  toolId: string;
  /** The page or entry that the feedback moment comes after. */
  after: string;
}

/** The guide's words; with them the client can go on. */
export function FeedbackForm({ toolId, after }: FeedbackFormProps) {
  const { t } = useTranslation(["client", "common"]);
  const { id, name } = useClient();
  const say = useRefusal();
  const showToast = useToast();
  const give = useGiveFeedback(id, toolId);
  const [text, setText] = useState("");
  const [isMissing, setMissing] = useState(false);
  const submit = async () => {
    if (text.trim() === "") return setMissing(true);
    await give.mutateAsync({ after, text });
    showToast({ text: t("tool.feedbackGiven") });
  };
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit().catch(() => undefined);
      }}
      noValidate
    >
      <TextArea
        label={t("tool.feedback")}
        hint={t("tool.feedbackHint", { name: firstNameOf(name) })}
        rows={6}
        maxLength={longest}
        value={text}
        onChange={(event) => setText(event.target.value)}
        error={isMissing && text.trim() === "" && t("tool.feedbackMissing")}
      />
      {give.isError && (
        <div role="alert">
          <FieldError>{say(give.error)}</FieldError>
        </div>
      )}
      <div>
        <Button type="submit" variant="primary" busy={give.isPending && t("common:busy")}>
          {t("tool.giveFeedback")}
        </Button>
      </div>
    </form>
  );
}
