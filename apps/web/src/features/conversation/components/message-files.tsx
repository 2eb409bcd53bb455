import type { Attachment, ConversationId } from "@kring/domain/contract";
import { FileCard, PictureTile, useToast } from "@kring/ui";
import { lazy, Suspense, useRef, useState } from "react";
import { useKring } from "../../../shared/realtime.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { fileName, kindInWords, sizeInWords } from "../model/message-in-words.ts";
import { saveFile } from "../model/save-file.ts";
import { useComesNear, useMessageFile } from "../use-message-file.ts";
import { useSay } from "../use-say.ts";

const LargePicture = lazy(async () => ({ default: (await import("./large-picture.tsx")).LargePicture }));

export interface MessageFilesProps {
  conversation: ConversationId;
  files: readonly Attachment[];
}

/** The files of a message: pictures small, documents as cards. */
export function MessageFiles({ conversation, files }: MessageFilesProps) {
  const pictures = files.filter(({ kind }) => kind === "image");
  const documents = files.filter(({ kind }) => kind !== "image");
  return (
    <>
      {pictures.length > 0 && (
        <div className="pictures">
          {pictures.map((file) => (
            <Picture key={file.id} conversation={conversation} file={file} />
          ))}
        </div>
      )}
      {documents.map((file) => (
        <Document key={file.id} conversation={conversation} file={file} />
      ))}
    </>
  );
}

interface FileProps {
  conversation: ConversationId;
  file: Attachment;
}

function Picture({ conversation, file }: FileProps) {
  const say = useSay();
  const tile = useRef<HTMLButtonElement>(null);
  const [isLarge, setLarge] = useState(false);
  const small = useMessageFile(conversation, file, "small", useComesNear(tile));
  const name = fileName(file, say);
  return (
    <>
      <PictureTile
        ref={tile}
        src={small.file?.url ?? null}
        width={file.width ?? 4}
        height={file.height ?? 3}
        label={small.hasFailed ? say("message:file.failed", { name }) : say("message:file.open", { name })}
        failed={small.hasFailed && say("message:file.retry")}
        onPress={small.hasFailed ? small.retry : () => setLarge(true)}
      />
      {isLarge && (
        <Suspense>
          <LargePicture conversation={conversation} file={file} onClose={() => setLarge(false)} />
        </Suspense>
      )}
    </>
  );
}

function Document({ conversation, file }: FileProps) {
  const say = useSay();
  const language = useLanguage();
  const { files } = useKring();
  const toast = useToast();
  const [isReading, setReading] = useState(false);
  const name = fileName(file, say);
  const kind = kindInWords(file.kind, say);
  const detail = [...(file.name === undefined ? [] : [kind]), sizeInWords(file.size, language)].join(", ");
  const open = async () => {
    setReading(true);
    try {
      saveFile(await files.read(conversation, file.id, "whole", new AbortController().signal), file, kind);
    } catch {
      toast({ text: say("message:file.failed", { name }) });
    } finally {
      setReading(false);
    }
  };
  return (
    <FileCard
      kind="document"
      name={name}
      detail={isReading ? say("message:file.loading") : detail}
      open={{ label: say("message:file.download", { name: `${name}, ${detail}` }), onPress: () => void open() }}
    />
  );
}
