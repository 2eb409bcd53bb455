import { Logo } from "../components/logo.tsx";
import { ToastProvider } from "../components/toast.tsx";
import { ButtonsPart } from "./buttons-part.tsx";
import { CirclePart } from "./circle-part.tsx";
import { ColoursPart } from "./colours-part.tsx";
import { ConversationPart } from "./conversation-part.tsx";
import { FieldsPart } from "./fields-part.tsx";
import { FramePart } from "./frame-part.tsx";
import { MessagesPart } from "./messages-part.tsx";
import { NoticesPart } from "./notices-part.tsx";
import { PeoplePart } from "./people-part.tsx";
import { TablesPart } from "./tables-part.tsx";

const chapters = [
  { id: "kleur", name: "Kleur" },
  { id: "mensen", name: "Mensen" },
  { id: "kring", name: "Kring" },
  { id: "berichten", name: "Berichten" },
  { id: "knoppen", name: "Knoppen" },
  { id: "velden", name: "Velden" },
  { id: "tabel", name: "Tabel" },
  { id: "meldingen", name: "Meldingen" },
  { id: "gesprek", name: "Gesprek" },
  { id: "kader", name: "Kader" },
];

/** Every component with all its states, on one page. Needs `@kring/ui/gallery.css`. */
export function Gallery() {
  return (
    <ToastProvider label="Korte meldingen">
      <header className="gallery-head">
        <Logo />
        <h1>Componenten</h1>
        <nav className="row sm" aria-label="Op deze pagina">
          {chapters.map((chapter) => (
            <a key={chapter.id} href={`#${chapter.id}`}>
              {chapter.name}
            </a>
          ))}
        </nav>
      </header>
      <main className="gallery-main">
        <ColoursPart />
        <PeoplePart />
        <CirclePart />
        <MessagesPart />
        <ButtonsPart />
        <FieldsPart />
        <TablesPart />
        <NoticesPart />
        <ConversationPart />
        <FramePart />
      </main>
    </ToastProvider>
  );
}
