import { Role } from "@kring/domain/contract";
import { Checkbox } from "@kring/ui";
import { useTranslation } from "react-i18next";

export interface RoleBoxesProps {
  label: string;
  roles: readonly Role[];
  onChange: (roles: Role[]) => void;
}

/** The roles that one account may hold together. */
export function RoleBoxes({ label, roles, onChange }: RoleBoxesProps) {
  const { t } = useTranslation(["professional", "common"]);
  return (
    <fieldset className="radios">
      <legend className="label">{label}</legend>
      {Role.options.map((role) => (
        <Checkbox
          key={role}
          checked={roles.includes(role)}
          hint={t(`roles.${role}`)}
          onChange={(event) =>
            onChange(event.target.checked ? [...roles, role] : roles.filter((other) => other !== role))
          }
        >
          {t(`common:roles.${role}`)}
        </Checkbox>
      ))}
    </fieldset>
  );
}
