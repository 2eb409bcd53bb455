import { ATTACHMENT_MAX_BYTES, type Language, MESSAGE_MAX_FILES } from "@kring/domain/contract";
import { FileCard } from "@kring/ui";
import { useLanguage } from "../../../shared/use-language.ts";
import { sizeInWords } from "../model/message-in-words.ts";
import type { Say } from "../model/people.ts";
import { canRetry, type Upload, type UploadFault, type Uploads } from "../model/uploads.ts";
import { useSay } from "../use-say.ts";

export interface UploadListProps {
  uploads: Uploads;
  shown: readonly Upload[];
  /** Says what a document can tell of who sends it. */
  hasCaution: boolean;
}

/** Files that go with the message that is being written. */
export function UploadList({ uploads, shown, hasCaution }: UploadListProps) {
  const say = useSay();
  const language = useLanguage();
  return (
    <>
      {hasCaution && <p className="caution">{say("message:attach.caution")}</p>}
      <ul className="files" aria-label={say("message:attach.label")}>
        {shown.map((upload) => {
          const { key, file, isPicture, state, part, fault } = upload;
          const name = file.name || say("message:attach.pasted");
          const percent = Math.round(part * 100);
          return (
            <li key={key}>
              <FileCard
                kind={isPicture ? "image" : "document"}
                name={name}
                detail={
                  <span role={fault === null ? undefined : "alert"}>
                    {stateInWords(upload, percent, language, say)}
                  </span>
                }
                hasFailed={fault !== null}
                retry={
                  fault !== null && canRetry(fault)
                    ? { label: say("message:attach.retry"), onPress: () => uploads.retry(key) }
                    : undefined
                }
                cancel={{ label: say("message:attach.cancel", { name }), onPress: () => uploads.remove(key) }}
                progress={
                  state === "sending" ? { label: say("message:attach.progress", { name }), percent } : undefined
                }
              />
            </li>
          );
        })}
      </ul>
    </>
  );
}

function stateInWords({ state, fault, file }: Upload, percent: number, language: Language, say: Say): string {
  if (fault !== null) return faultInWords(fault, language, say);
  const size = sizeInWords(file.size, language);
  if (state === "waiting") return `${size} · ${say("message:attach.waiting")}`;
  if (state === "sending") return `${size} · ${say("message:attach.uploading", { percent })}`;
  return `${size} · ${say("message:attach.ready")}`;
}

function faultInWords(fault: UploadFault, language: Language, say: Say): string {
  switch (fault) {
    case "wrong-kind":
      return say("message:attach.wrongKind");
    case "file-not-allowed":
      return say("message:attach.unreadable");
    case "too-large":
      return say("message:attach.tooLarge", { size: sizeInWords(ATTACHMENT_MAX_BYTES, language) });
    case "empty":
      return say("message:attach.empty");
    case "too-many":
      return say("message:attach.tooMany", { max: MESSAGE_MAX_FILES });
    default:
      return say("message:attach.failed", { reason: say(`common:refusals.${fault}`) });
  }
}
