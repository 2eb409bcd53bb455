import type { Attachment, ConversationId } from "@kring/domain/contract";
import { Button, IconButton, PictureDialog } from "@kring/ui";
import { Download, Maximize, Minimize } from "lucide-react";
import { useState } from "react";
import { fileName, kindInWords } from "../model/message-in-words.ts";
import { saveFile } from "../model/save-file.ts";
import { useMessageFile } from "../use-message-file.ts";
import { useSay } from "../use-say.ts";

export interface LargePictureProps {
  conversation: ConversationId;
  file: Attachment;
  onClose: () => void;
}

/** A picture over the page: as large as the window lets it, or in its real size. */
export function LargePicture({ conversation, file, onClose }: LargePictureProps) {
  const say = useSay();
  const [isWhole, setWhole] = useState(false);
  const { file: read, hasFailed, retry } = useMessageFile(conversation, file, "whole", true);
  const name = fileName(file, say);
  const save = () => {
    if (read !== null) saveFile(read.content, file, kindInWords(file.kind, say));
  };
  return (
    <PictureDialog
      title={name}
      src={read?.url ?? null}
      isWhole={isWhole}
      onToggleSize={() => setWhole(!isWhole)}
      closeLabel={say("message:file.close")}
      onClose={onClose}
      actions={
        <>
          <IconButton
            label={say(isWhole ? "message:file.fit" : "message:file.whole")}
            icon={isWhole ? Minimize : Maximize}
            onPress={() => setWhole(!isWhole)}
          />
          <IconButton label={say("message:file.save")} icon={Download} onPress={save} />
        </>
      }
    >
      {read === null && !hasFailed && <p role="status">{say("message:file.loading")}</p>}
      {hasFailed && (
        <div className="stack" role="alert">
          <p>{say("message:file.failed", { name })}</p>
          <Button onPress={retry}>{say("message:file.retry")}</Button>
        </div>
      )}
    </PictureDialog>
  );
}
