import { AccountPage } from "../components/account-page.tsx";
import { ChangeEmail } from "../components/change-email.tsx";
import { ChangePassword } from "../components/change-password.tsx";
import { SecondFactor } from "../components/second-factor.tsx";
import { Sessions } from "../components/sessions.tsx";

export function SecurityPage() {
  return (
    <AccountPage current="security">
      <ChangeEmail />
      <ChangePassword />
      <SecondFactor />
      <Sessions />
    </AccountPage>
  );
}
