import type { Professional, Role } from "@kring/domain/contract";
import { Button, FieldError, useToast } from "@kring/ui";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { refusalCode } from "../../../shared/call.ts";
import { ConfirmDialog } from "../../../shared/confirm-dialog.tsx";
import { LoadedPage } from "../../../shared/loaded-page.tsx";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { endingQuery, useChangeRoles } from "../api/professionals.ts";
import { EndingInNumbers } from "./ending-in-numbers.tsx";
import { RoleBoxes } from "./role-boxes.tsx";

const same = (some: readonly Role[], others: readonly Role[]): boolean =>
  some.length === others.length && some.every((role) => others.includes(role));

/** grants and revokes roles; revoking `therapist` shows first what it ends. */
export function ChangeRoles({ professional }: { professional: Professional }) {
  const { t } = useTranslation(["professional", "common"]);
  const say = useRefusal();
  const showToast = useToast();
  const { id, name, roles: current } = professional;
  const [wanted, setWanted] = useState<Role[] | null>(null);
  const [isAsking, setAsking] = useState(false);
  const change = useChangeRoles(id);
  const roles = wanted ?? current;
  const done = () => {
    setWanted(null);
    showToast({ text: t("roles.saved", { name }) });
  };
  const save = async () => {
    try {
      await change.mutateAsync({ roles: [...roles], confirmed: false });
      done();
    } catch (error) {
      if (refusalCode(error) === "confirmation-needed") setAsking(true);
    }
  };
  const code = change.isError ? refusalCode(change.error) : null;
  return (
    <section className="settings-part" aria-label={t("page.roles")}>
      <h2>{t("page.roles")}</h2>
      <RoleBoxes label={t("roles.lead")} roles={roles} onChange={setWanted} />
      {code !== null && code !== "confirmation-needed" && (
        <div role="alert">
          <FieldError>
            {say(change.error)} {code === "last-application-manager" && t("roles.last")}
          </FieldError>
        </div>
      )}
      <div className="row wrap">
        <Button
          variant={same(roles, current) ? "secondary" : "primary"}
          onPress={() => void save()}
          busy={change.isPending && !isAsking && t("common:saving")}
        >
          {t("roles.save")}
        </Button>
        {wanted !== null && !same(roles, current) && (
          <Button
            variant="plain"
            onPress={() => {
              setWanted(null);
              change.reset();
            }}
          >
            {t("common:cancel")}
          </Button>
        )}
      </div>
      <RevokeTherapist
        professional={professional}
        roles={roles}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onDone={done}
      />
    </section>
  );
}

interface RevokeTherapistProps {
  professional: Professional;
  roles: readonly Role[];
  isOpen: boolean;
  onClose: () => void;
  onDone: () => void;
}

function RevokeTherapist({ professional: { id, name }, roles, isOpen, onClose, onDone }: RevokeTherapistProps) {
  const { t } = useTranslation("professional");
  const change = useChangeRoles(id);
  const ending = useQuery({ ...endingQuery(id), enabled: isOpen });
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      title={t("roles.revokeTitle", { name })}
      act={t("roles.revoke")}
      change={{ ...change, mutateAsync: () => change.mutateAsync({ roles: [...roles], confirmed: true }) }}
      onDone={onDone}
    >
      <LoadedPage query={ending}>{(numbers) => <EndingInNumbers ending={numbers} />}</LoadedPage>
    </ConfirmDialog>
  );
}
