import { answerAccessRequest, type ConversationView } from "@kring/domain/contract";
import { Banner, Button, ConsentChoice, Dialog, DialogPart, TextArea, useToast } from "@kring/ui";
import { DoorOpen } from "lucide-react";
import { useRef, useState } from "react";
import { longDate } from "../../../../shared/dates.ts";
import { useLanguage } from "../../../../shared/use-language.ts";
import { firstName } from "../../model/people.ts";
import { useAct } from "../../use-act.ts";
import { useSayAct } from "../../use-say-act.ts";
import { ActError } from "./act-error.tsx";
import "./acts.css";

type AccessRequest = ConversationView["accessRequests"][number];

/** V-05: the client asks to read this conversation; a professional in it answers. */
export function AccessRequestBanner({ view }: { view: ConversationView }) {
  const say = useSayAct();
  const [asked, setAsked] = useState<AccessRequest | null>(null);
  const [request] = view.accessRequests;
  const client = view.roster.about?.name ?? "";
  const shown = asked ?? request;
  return (
    <>
      {request && view.can.answerAccess && (
        <Banner
          tone="wait"
          icon={DoorOpen}
          action={
            <Button dense onPress={() => setAsked(request)}>
              {say("access.answer")}
            </Button>
          }
        >
          {say("access.banner", { client })}
        </Banner>
      )}
      {asked !== null && shown && (
        <AccessDialog view={view} request={shown} client={client} onClose={() => setAsked(null)} />
      )}
    </>
  );
}

interface AccessDialogProps {
  view: ConversationView;
  request: AccessRequest;
  client: string;
  onClose: () => void;
}

type Answer = { answer: "grant" } | { answer: "decline"; reason: string };

function AccessDialog({ view, request, client, onClose }: AccessDialogProps) {
  const say = useSayAct();
  const language = useLanguage();
  const showToast = useToast();
  const [isDeclining, setDeclining] = useState(false);
  const first = firstName(client);
  const change = useAct((kring, body: Answer) =>
    kring.change(answerAccessRequest, { params: { conversationId: view.id, requestId: request.id }, body }),
  );
  const give = (answer: Answer) => {
    const done = () => {
      onClose();
      showToast({ text: answer.answer === "grant" ? say("access.granted", { client }) : say("access.declined") });
    };
    change.mutate(answer, { onSuccess: done });
  };
  // One dialog for both questions: when it closes, the focus goes back to what opened it.
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={isDeclining ? say("access.reasonTitle") : say("access.title", { client })}
      closeLabel={say("common:close")}
    >
      {isDeclining ? (
        <Decline client={first} change={change} onGive={give} onClose={onClose} />
      ) : (
        <DialogPart>
          <p className="sm mute">{say("access.asked", { date: longDate(request.at, Date.now(), language) })}</p>
          <div className="access-two">
            <section>
              <h3>{say("access.opens")}</h3>
              <ul>
                <li>{say("access.opens1", { client: first })}</li>
                {!view.closed && <li>{say("access.opens2", { client: first })}</li>}
                <li>{say("access.opens3", { client: first })}</li>
              </ul>
            </section>
            <section>
              <h3>{say("access.closed")}</h3>
              <ul>
                <li>{say("access.closed1", { client: first })}</li>
                <li>{say("access.closed2")}</li>
              </ul>
            </section>
          </div>
          <p>
            <b>{say("access.either")}</b> {say("access.grantMeans")} {say("access.declineMeans", { client: first })}
          </p>
          <ConsentChoice
            no={{ label: say("access.no"), onPress: () => setDeclining(true) }}
            yes={{
              label: say("access.yes"),
              onPress: () => give({ answer: "grant" }),
              busy: change.isPending && say("common:busy"),
            }}
          />
          <ActError change={change} />
        </DialogPart>
      )}
    </Dialog>
  );
}

interface DeclineProps {
  client: string;
  change: { isPending: boolean; isError: boolean; error: Error | null };
  onGive: (answer: Answer) => void;
  onClose: () => void;
}

function Decline({ client, change, onGive, onClose }: DeclineProps) {
  const say = useSayAct();
  const field = useRef<HTMLTextAreaElement>(null);
  const [reason, setReason] = useState("");
  const [isAsked, setAsked] = useState(false);
  const submit = () => {
    setAsked(true);
    if (reason.trim() === "") return field.current?.focus();
    onGive({ answer: "decline", reason: reason.trim() });
  };
  return (
    <DialogPart
      actions={
        <>
          <Button onPress={onClose}>{say("common:cancel")}</Button>
          <Button variant="primary" onPress={submit} busy={change.isPending && say("common:busy")}>
            {say("access.decline")}
          </Button>
        </>
      }
    >
      <TextArea
        ref={field}
        label={say("access.reason", { client })}
        hint={say("access.reasonHint", { client })}
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.target.value)}
        error={isAsked && reason.trim() === "" && say("access.reasonMissing", { client })}
      />
      <ActError change={change} />
    </DialogPart>
  );
}
