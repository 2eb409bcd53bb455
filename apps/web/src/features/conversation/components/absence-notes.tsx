import type { ConversationView } from "@kring/domain/contract";
import { Icon } from "@kring/ui";
import { CalendarOff } from "lucide-react";
import { useLanguage } from "../../../shared/use-language.ts";
import { absenceInWords, isAway } from "../model/absence.ts";
import { othersIn } from "../model/people.ts";
import { useSay } from "../use-say.ts";
import { useToday } from "../use-today.ts";
import "./absence-notes.css";

/** Who of those who read this is away today, said before one writes. */
export function AbsenceNotes({ view }: { view: ConversationView }) {
  const say = useSay();
  const language = useLanguage();
  const today = useToday();
  const away = othersIn(view.roster).filter((person) => person.leftAt === null && isAway(person, today));
  if (away.length === 0) return null;
  return (
    <div className="absence-notes" role="note">
      {away.map((person) => (
        <p key={person.handle}>
          <Icon of={CalendarOff} small />
          <span>{absenceInWords(person, today, language, say)}</span>
        </p>
      ))}
    </div>
  );
}
