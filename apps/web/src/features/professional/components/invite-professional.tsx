import { EmailAddress, type Role } from "@kring/domain/contract";
import { Button, Dialog, DialogPart, FieldError, TextField, useToast } from "@kring/ui";
import { UserPlus } from "lucide-react";
import { useId, useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { refusalCode } from "../../../shared/call.ts";
import { InvitationLanguage } from "../../../shared/invitation-language.tsx";
import { useLanguage } from "../../../shared/use-language.ts";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { useInviteProfessional } from "../api/professionals.ts";
import { RoleBoxes } from "./role-boxes.tsx";

/** The application manager makes an account; its owner gets an invitation by mail. */
export function InviteProfessional() {
  const { t } = useTranslation(["professional", "common"]);
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button dense icon={UserPlus} onPress={() => setOpen(true)}>
        {t("invite.open")}
      </Button>
      <Dialog isOpen={isOpen} onClose={close} title={t("invite.open")} closeLabel={t("common:close")}>
        <InviteForm onClose={close} />
      </Dialog>
    </>
  );
}

function InviteForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(["professional", "common"]);
  const say = useRefusal();
  const form = useId();
  const showToast = useToast();
  const invite = useInviteProfessional();
  const [language, setLanguage] = useState(useLanguage());
  const [roles, setRoles] = useState<Role[]>(["therapist"]);
  const { register, handleSubmit, formState } = useForm({ defaultValues: { name: "", email: "" } });
  const { errors } = formState;
  const submit = handleSubmit(async ({ name, email }) => {
    await invite.mutateAsync({ name: name.trim(), email: email.trim(), roles, language });
    onClose();
    showToast({ text: t("invite.done", { name: name.trim() }) });
  });
  const isKnown = invite.isError && refusalCode(invite.error) === "already-done";
  return (
    <DialogPart
      actions={
        <>
          <Button onPress={onClose}>{t("common:cancel")}</Button>
          <Button type="submit" form={form} variant="primary" busy={invite.isPending && t("common:busy")}>
            {t("invite.submit")}
          </Button>
        </>
      }
    >
      <p>{t("invite.what")}</p>
      <form id={form} className="stack" onSubmit={(event) => void submit(event).catch(() => undefined)} noValidate>
        <TextField
          label={t("invite.name")}
          autoComplete="off"
          maxLength={100}
          error={errors.name?.message}
          {...register("name", { validate: (typed) => typed.trim() !== "" || t("invite.missing") })}
        />
        <TextField
          label={t("invite.email")}
          type="email"
          autoComplete="off"
          error={errors.email?.message ?? (isKnown ? t("invite.exists") : undefined)}
          {...register("email", {
            validate: (typed) => EmailAddress.safeParse(typed).success || t("invite.wrongEmail"),
          })}
        />
        <InvitationLanguage
          label={t("invite.language")}
          hint={t("invite.languageHint")}
          value={language}
          onChange={setLanguage}
        />
        <RoleBoxes label={t("invite.roles")} roles={roles} onChange={setRoles} />
      </form>
      {invite.isError && !isKnown && (
        <div role="alert">
          <FieldError>{say(invite.error)}</FieldError>
        </div>
      )}
    </DialogPart>
  );
}
