import { Avatar } from "../components/avatar.tsx";
import { FileCard } from "../components/file-card.tsx";
import { DayLine, EventLine, TypingIndicator, UnreadLine } from "../components/lines.tsx";
import { ProfessionalMark } from "../components/marks.tsx";
import { MessageBubble, MessageState, Quote } from "../components/message.tsx";
import { Part } from "./part.tsx";

const nothing = () => {};

export function MessagesPart() {
  return (
    <Part id="berichten" title="Berichten">
      <div className="twin">
        <OwnMessages />
        <OthersMessages />
      </div>
    </Part>
  );
}

function OwnMessages() {
  return (
    <div>
      <MessageBubble from="own" outline="pending" state={<MessageState state="sending">Wordt verzonden</MessageState>}>
        Mag ik je morgen iets vragen?
      </MessageBubble>
      <MessageBubble
        from="own"
        outline="pending"
        state={<MessageState state="waiting">Wacht op verbinding</MessageState>}
      >
        Of donderdag.
      </MessageBubble>
      <MessageBubble from="own" state={<MessageState state="sent">13:52 · Verzonden</MessageState>}>
        Ik heb er iets bij geschreven over zondag.
      </MessageBubble>
      <MessageBubble from="own" state={<MessageState state="read">09:05 · Gelezen door Emma · bewerkt</MessageState>}>
        Tot dinsdag, Emma.
      </MessageBubble>
      <MessageBubble
        from="own"
        outline="failed"
        state={
          <MessageState
            state="failed"
            actions={[
              { label: "Opnieuw", onPress: nothing },
              { label: "Verwijder", onPress: nothing },
            ]}
          >
            Niet verzonden
          </MessageState>
        }
      >
        Ik bel je om vier uur.
      </MessageBubble>
      <MessageBubble
        from="own"
        outline="pending"
        files={
          <FileCard
            kind="document"
            name="Slaapdagboek week 47.pdf"
            detail="112 van 184 kB"
            cancel={{ label: "Stop uploaden", onPress: nothing }}
            progress={{ label: "Uploaden", percent: 61 }}
          />
        }
      />
    </div>
  );
}

function OthersMessages() {
  return (
    <div>
      <DayLine>vandaag, dinsdag 24 november</DayLine>
      <MessageBubble
        from="other"
        avatar={<Avatar kind="professional" initials="SB" />}
        name="Sanne Bakker"
        mark={<ProfessionalMark>Behandelaar</ProfessionalMark>}
        time="09:05"
      >
        Emma, hoe was de ochtend?
      </MessageBubble>
      <MessageBubble from="other" more spokenHead="Sanne Bakker, 09:06">
        Je mag ook een cijfer geven.
      </MessageBubble>
      <EventLine>
        <b>Daan Visser</b> leest mee vanaf hier.
      </EventLine>
      <UnreadLine>Nieuw</UnreadLine>
      <MessageBubble
        from="other"
        avatar={<Avatar kind="masked" shape={6} colour={1} />}
        name="Anoniem 2"
        as="naaste van Emma"
        time="13:48"
        quote={<Quote name="Sanne Bakker">Emma, hoe was de ochtend?</Quote>}
        files={<FileCard kind="image" name="Afbeelding" detail="JPG, 380 kB" />}
      >
        Dit hing op de koelkast:
      </MessageBubble>
      <MessageBubble
        from="other"
        avatar={<Avatar kind="masked" shape={3} colour={7} />}
        name="Maan"
        time="13:50"
        gone="Maan verwijderde dit bericht."
      />
      <p>
        <TypingIndicator>Emma typt</TypingIndicator>
      </p>
    </div>
  );
}
