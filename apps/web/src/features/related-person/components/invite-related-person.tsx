import { EmailAddress, PersonName } from "@kring/domain/contract";
import { Button, Checkbox, Dialog, DialogPart, FieldError, TextField, useToast } from "@kring/ui";
import { useId, useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { InvitationLanguage } from "../../../shared/invitation-language.tsx";
import { useMe } from "../../../shared/me.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { useInvite, type Whose } from "../api/related-persons.ts";

/** Invites somebody to stand by a client; a therapist confirms the client's permission first (P-01, P-02). */
export function InviteRelatedPerson({ whose }: { whose: Whose }) {
  const { t } = useTranslation(["related-person", "common"]);
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button dense={whose.kind === "client"} onPress={() => setOpen(true)}>
        {t("invite.open")}
      </Button>
      <Dialog isOpen={isOpen} onClose={close} title={t("invite.title")} closeLabel={t("common:close")}>
        <InviteForm whose={whose} onDone={close} />
      </Dialog>
    </>
  );
}

interface Typed {
  name: string;
  email: string;
  permission: boolean;
}

function InviteForm({ whose, onDone }: { whose: Whose; onDone: () => void }) {
  const { t } = useTranslation(["related-person", "common"]);
  const say = useRefusal();
  const showToast = useToast();
  const { organisation } = useMe();
  const invite = useInvite(whose);
  const formId = useId();
  const [language, setLanguage] = useState(useLanguage());
  const { register, handleSubmit, formState } = useForm<Typed>({
    defaultValues: { name: "", email: "", permission: false },
  });
  const { errors } = formState;
  const client = whose.kind === "client" ? (whose.clientName.split(" ")[0] ?? whose.clientName) : "";
  const submit = handleSubmit(async ({ name, email }) => {
    await invite.mutateAsync({ name: name.trim(), email: email.trim(), language });
    onDone();
    showToast({ text: t("invite.done", { name: name.trim() }) });
  });
  return (
    <DialogPart
      actions={
        <>
          <Button onPress={onDone}>{t("common:cancel")}</Button>
          <Button type="submit" form={formId} variant="primary" busy={invite.isPending && t("common:busy")}>
            {t("invite.submit")}
          </Button>
        </>
      }
    >
      <p className="soft">{t(whose.kind === "own" ? "invite.what" : "invite.whatTherapist", { organisation })}</p>
      {whose.kind === "own" && <p className="soft">{t("invite.opens")}</p>}
      <form
        id={formId}
        className="form"
        onSubmit={(event) => void submit(event).catch(() => undefined)}
        noValidate
        autoComplete="off"
      >
        <TextField
          label={t("invite.name")}
          autoComplete="off"
          maxLength={100}
          error={errors.name?.message}
          {...register("name", {
            validate: (typed) =>
              typed.trim() === "" ? t("invite.missing") : PersonName.safeParse(typed).success || t("invite.wrongName"),
          })}
        />
        <TextField
          label={t("invite.email")}
          type="email"
          autoComplete="off"
          error={errors.email?.message}
          {...register("email", {
            required: t("invite.missing"),
            validate: (typed) => EmailAddress.safeParse(typed).success || t("invite.wrongEmail"),
          })}
        />
        <InvitationLanguage
          label={t("invite.language")}
          hint={t("invite.languageHint")}
          value={language}
          onChange={setLanguage}
        />
        {whose.kind === "client" && (
          <Checkbox
            hint={t("invite.permissionHint", { client })}
            error={errors.permission?.message}
            {...register("permission", { validate: (yes) => yes || t("invite.permissionMissing", { client }) })}
          >
            {t("invite.permission", { client })}
          </Checkbox>
        )}
      </form>
      <p className="sm">
        <a href="/information-sheet" target="_blank" rel="noreferrer">
          {t("invite.sheet")}
        </a>
      </p>
      {invite.isError && (
        <div role="alert">
          <FieldError>{say(invite.error)}</FieldError>
        </div>
      )}
    </DialogPart>
  );
}
