import { Refused } from "@kring/domain/contract";
import { listActiveAccounts } from "../account/index.ts";
import type { ApiConfig } from "../config.ts";
import type { Db } from "../database.ts";
import type { Deps } from "../deps.ts";
import { appendLine } from "../log/index.ts";
import { ownName, type SendMailDeps, secretAddress, sendMail } from "../mail/index.ts";
import { linkToken } from "../mailed-link.ts";
import { notify } from "../notification/index.ts";
import { endAllSessions } from "../session/index.ts";
import { findMailReceiver, storeFactorResetToken, takeFactorResetToken, voidVerifications } from "../sign-in/index.ts";
import { deleteSecondFactor, findOwnerOfSecondFactor, setSecondFactorOn } from "./second-factor-store.ts";

/** The link works for a day. */
const LINK_SECONDS = 86_400;
const SECURITY_PAGE = "/profile/security";

type OwnAccount = Awaited<ReturnType<typeof listActiveAccounts>>[number];

/** One account of the owner is told, and stands in the log: the professional's, else the client's. */
const chooseTold = (accounts: readonly OwnAccount[]): OwnAccount | undefined =>
  accounts.find(({ kind }) => kind === "professional") ?? accounts.find(({ kind }) => kind === "client");

interface MailDeps extends SendMailDeps {
  config: Pick<ApiConfig, "authSecret" | "publicOrigin" | "organisation">;
  db: Db;
}

/** The job: mails the link where there still is a second factor. Attempts of one job give the same link. */
export async function sendSecondFactorReset(
  { config, db, mailer }: MailDeps,
  { signInId }: { signInId: string },
  jobId: string,
): Promise<void> {
  const owner = await findOwnerOfSecondFactor(db, signInId);
  const account = chooseTold(await listActiveAccounts(db, signInId));
  if (!owner || !account) return;
  const token = linkToken(config, "second-factor-reset", jobId);
  if (!(await storeFactorResetToken(db, { token, signInId, email: owner.email, seconds: LINK_SECONDS }))) return;
  await sendMail(
    { config, mailer },
    { jobId, kind: "second-factor-reset", to: await findMailReceiver(db, owner.email) },
    {
      name: ownName({ name: account.name, signIn: owner }),
      address: secretAddress(config, "second-factor-reset", token),
    },
  );
}

/** The owner agrees: the second factor goes, every session ends, other links of the sign-in stop working. */
export async function confirmSecondFactorReset(deps: Deps, token: string): Promise<void> {
  await deps.database.change(async (change) => {
    const { db, executor } = change;
    const signIn = await takeFactorResetToken(db, token);
    if (!signIn) throw new Refused("link-expired");
    const account = chooseTold(await listActiveAccounts(db, signIn.id));
    if (!account) throw new Refused("link-expired");
    await setSecondFactorOn(db, signIn.id, false);
    await deleteSecondFactor(db, signIn.id);
    await voidVerifications(db, signIn.id);
    await endAllSessions(db, signIn.id);
    const actor = { accountId: account.id, role: account.kind };
    const clientId = account.kind === "client" ? account.id : null;
    await appendLine(executor, { actor, action: "reset-second-factor", clientId, ground: "own-account" });
    await notify(deps, change, "second-factor-changed", account.id, SECURITY_PAGE);
  });
}
