import { BookOpen, SquarePen, UsersRound } from "lucide-react";
import { useState } from "react";
import { Avatar } from "../components/avatar.tsx";
import { Button, IconButton } from "../components/button.tsx";
import { Composer, ComposerNote } from "../components/composer.tsx";
import { ConversationItem, ItemList } from "../components/conversation-item.tsx";
import { DetailsSection, KeyValue, PersonRow } from "../components/details.tsx";
import { FileCard } from "../components/file-card.tsx";
import { JumpButton, TypingIndicator } from "../components/lines.tsx";
import { ProfessionalMark } from "../components/marks.tsx";
import { MessageBubble, Quote } from "../components/message.tsx";
import { MiniRing } from "../components/mini-ring.tsx";
import { DetailsPane, ListPane, MessageLog, PaneHead, ThreadPane } from "../components/panes.tsx";
import { Part } from "./part.tsx";

const nothing = () => {};

export function ConversationPart() {
  return (
    <Part id="gesprek" title="Gesprek">
      <div className="cells">
        <div className="framed">
          <ConversationList />
        </div>
        <div className="framed">
          <Details />
        </div>
      </div>
      <div className="framed">
        <Thread />
      </div>
      <div className="framed">
        <FullComposer />
      </div>
    </Part>
  );
}

function ConversationList() {
  return (
    <ListPane
      label="Gesprekken"
      head={
        <PaneHead end={<IconButton label="Nieuw gesprek" icon={SquarePen} />}>
          <h3>Gesprekken</h3>
        </PaneHead>
      }
    >
      <ItemList label="Lijst van gesprekken">
        <li>
          <ConversationItem
            href="#gesprek"
            current
            leading={
              <MiniRing
                people={[
                  { kind: "client" },
                  { kind: "professional" },
                  { kind: "masked", shape: 3, colour: 7 },
                  { kind: "masked", shape: 1, colour: 5 },
                  { kind: "professional" },
                ]}
              />
            }
            name="Slaap en de ochtenden"
            time="13:58"
            secondary="Emma, Daan, Maan, Anoniem"
            last="Jij: Graag. Donderdag om tien uur dan."
          />
        </li>
        <li>
          <ConversationItem
            href="#gesprek"
            leading={<Avatar kind="professional" initials="DV" size="list" />}
            name="Daan Visser"
            time="13:40"
            secondary="Collega"
            last="Zullen we de overdracht om vier uur doen?"
            count={2}
            countLabel="2 ongelezen"
          />
        </li>
        <li>
          <ConversationItem
            href="#gesprek"
            leading={<Avatar kind="client" initials="EJ" size="list" />}
            name="Emma de Jong"
            time="vr 20 nov"
            secondary="Cliënt"
            last="Jij: Tot dinsdag, Emma."
          />
        </li>
      </ItemList>
    </ListPane>
  );
}

function Details() {
  return (
    <DetailsPane title="Wie leest mee" closeLabel="Sluit dit paneel" onClose={nothing}>
      <DetailsSection title="Zo zien zij jou">
        <PersonRow
          avatar={<Avatar kind="professional" initials="SB" />}
          name="Sanne Bakker"
          mark={<ProfessionalMark>Behandelaar</ProfessionalMark>}
        >
          Alle vier zien je naam en dit merk.
        </PersonRow>
      </DetailsSection>
      <DetailsSection title="Zo zie jij hen">
        <PersonRow avatar={<Avatar kind="client" initials="EJ" />} name="Emma de Jong">
          Cliënt, leidt dit gesprek
        </PersonRow>
        <PersonRow avatar={<Avatar kind="masked" shape={3} colour={7} />} name="Maan">
          Naaste, uitgenodigd door Emma. Jij ziet de schermnaam, Emma de naam.
        </PersonRow>
      </DetailsSection>
      <DetailsSection title="Dit gesprek">
        <KeyValue
          items={[
            { key: "Begonnen", value: "2 november, door Emma" },
            { key: "Meldingen", value: <a href="#gesprek">direct</a> },
          ]}
        />
      </DetailsSection>
      <DetailsSection>
        <Button dense>Gesprek verlaten</Button>
      </DetailsSection>
    </DetailsPane>
  );
}

function Thread() {
  const [text, setText] = useState("");
  return (
    <ThreadPane
      label="Gesprek Slaap en de ochtenden"
      head={
        <PaneHead
          under="Over Emma de Jong · 5 mensen lezen mee"
          end={<IconButton label="Wie leest mee" icon={UsersRound} aria-expanded />}
        >
          <h3>Slaap en de ochtenden</h3>
        </PaneHead>
      }
    >
      <MessageLog
        label="Berichten"
        scrollLabel="Berichten, schuifbaar"
        floating={<JumpButton label="Naar het nieuwste" count={4} onPress={nothing} />}
      >
        <MessageBubble
          from="other"
          avatar={<Avatar kind="client" initials="EJ" />}
          name="Emma de Jong"
          as="cliënt"
          time="09:31"
        >
          Moe, maar ik ben wel opgestaan.
        </MessageBubble>
      </MessageLog>
      <Composer
        label="Bericht"
        placeholder="Schrijf aan iedereen hier"
        sendLabel="Versturen"
        value={text}
        onChange={setText}
        onSend={() => setText("")}
        note={
          <ComposerNote
            icon={BookOpen}
            typing={<TypingIndicator>Emma typt</TypingIndicator>}
            more={{ label: "Toon iedereen die dit leest", isOpen: false, onPress: () => {} }}
          >
            Emma kan de hele geschiedenis opvragen.
          </ComposerNote>
        }
      />
    </ThreadPane>
  );
}

const format = {
  openLabel: "Opmaak",
  label: "Opmaak van het bericht",
  names: { bold: "Vet", italic: "Schuin", list: "Lijst", quote: "Citaat", code: "Code" },
};

/** With a paper clip, formatting, files, an answer and an error. */
function FullComposer() {
  const [text, setText] = useState("Fijn. Dan zorg ik dat\nik er om tien uur ben.");
  return (
    <Composer
      label="Bericht met bijlage"
      placeholder="Schrijf een bericht"
      sendLabel="Versturen"
      value={text}
      onChange={setText}
      onSend={() => setText("")}
      attach={{ label: "Bijlage toevoegen", accept: "image/*", onFiles: nothing }}
      format={format}
      attachments={
        <>
          <Quote name="Sanne Bakker">Kijken we donderdag samen naar je dagboek?</Quote>
          <FileCard
            kind="document"
            name="Slaapdagboek week 47.pdf"
            detail="PDF, 184 kB"
            cancel={{ label: "Haal weg", onPress: nothing }}
          />
        </>
      }
      error="Dit bericht is te lang: tot 8000 tekens."
      note={<ComposerNote icon={UsersRound}>Alleen jij en Sanne lezen dit.</ComposerNote>}
    />
  );
}
