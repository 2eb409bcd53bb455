import type { OwnLink } from "@kring/domain/contract";
import { Button, TextField, useToast } from "@kring/ui";
import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { refusalCode } from "../call.ts";
import { useRefusal } from "../use-refusal.ts";
import { useChangeLink } from "./own-links.ts";
import { previewScreenName } from "./screen-name.ts";

export interface ScreenNameFormProps {
  link: OwnLink;
  /** Those who see the screen name here; may be nobody. */
  readers: string;
  readersCount: number;
  /** Told what was typed, as others would see it. */
  onPreview?: (name: string | null) => void;
}

/** The name under which others see a related person, for one link record; says at once how it will look (V-03, V-10). */
export function ScreenNameForm({ link, readers, readersCount, onPreview }: ScreenNameFormProps) {
  const { t: say } = useTranslation(["conversation", "common"]);
  const sayRefusal = useRefusal();
  const showToast = useToast();
  const change = useChangeLink(link.id);
  const [typed, setTyped] = useState(link.screenName ?? "");
  const field = useRef<HTMLInputElement>(null);
  const { name, tooLong } = previewScreenName(typed);
  const isChanged = name !== link.screenName;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isChanged || tooLong) return;
    const saved = (kept: OwnLink) => {
      setTyped(kept.screenName ?? "");
      field.current?.focus();
      showToast({ text: say("ownLink.saved") });
    };
    change.mutate({ screenName: name }, { onSuccess: saved });
  };
  const refusal =
    change.isError &&
    (refusalCode(change.error) === "name-not-allowed" ? say("ownLink.refused") : sayRefusal(change.error));
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <TextField
        ref={field}
        label={say("ownLink.label")}
        hint={say("ownLink.hint")}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          onPreview?.(previewScreenName(event.target.value).name);
          change.reset();
        }}
        autoComplete="off"
        spellCheck={false}
        dense
        error={tooLong ? say("ownLink.tooLong") : refusal || undefined}
      />
      {isChanged && readersCount > 0 && !tooLong && !refusal && (
        <p className="sm" role="status">
          {say("ownLink.preview", { count: readersCount, readers })} <b>{name ?? say("anonymous")}</b>
        </p>
      )}
      {isChanged && (
        <div>
          <Button type="submit" dense busy={change.isPending && say("common:saving")}>
            {say("ownLink.save")}
          </Button>
        </div>
      )}
      <p className="sm mute">
        {say("ownLink.scope", { name: link.invitedBy.name.split(" ")[0] ?? link.invitedBy.name })}
      </p>
    </form>
  );
}
