import { answerAccessRequest, type ConversationView } from "@kring/domain/contract";
import { Banner, Button, ConsentChoice, Dialog, DialogPart, useToast } from "@kring/ui";
import { DoorOpen, Hourglass } from "lucide-react";
import { useState } from "react";
import { longDate, shortDate } from "../../../../shared/dates.ts";
import { ReasonPart } from "../../../../shared/reason-part.tsx";
import { useLanguage } from "../../../../shared/use-language.ts";
import { firstName } from "../../model/people.ts";
import { useAct } from "../../use-act.ts";
import { useSayAct } from "../../use-say-act.ts";
import { ActError } from "./act-error.tsx";
import "./acts.css";

type AccessRequest = ConversationView["accessRequests"][number];

/** V-05: the client asks to read this conversation; a professional in it answers, or reads that the application manager has it. */
export function AccessRequestBanner({ view }: { view: ConversationView }) {
  const say = useSayAct();
  const language = useLanguage();
  const [asked, setAsked] = useState<AccessRequest | null>(null);
  const [request] = view.accessRequests;
  const client = view.roster.about?.name ?? "";
  const shown = asked ?? request;
  const { accessEscalation: escalation } = view;
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
      {!request && escalation?.state === "with-application-manager" && (
        <Banner tone="wait" icon={Hourglass}>
          {say("access.escalated", { client, date: shortDate(escalation.at, Date.now(), language) })}
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
  const give = async (answer: Answer) => {
    await change.mutateAsync(answer);
    onClose();
    showToast({ text: answer.answer === "grant" ? say("access.granted", { client }) : say("access.declined") });
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
        <ReasonPart
          label={say("access.reason", { client: first })}
          hint={say("access.reasonHint", { client: first })}
          missing={say("access.reasonMissing", { client: first })}
          act={say("access.decline")}
          change={change}
          onGive={(reason) => give({ answer: "decline", reason })}
          onLeave={onClose}
        />
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
              onPress: () => void give({ answer: "grant" }).catch(() => undefined),
              busy: change.isPending && say("common:busy"),
            }}
          />
          <ActError change={change} />
        </DialogPart>
      )}
    </Dialog>
  );
}
