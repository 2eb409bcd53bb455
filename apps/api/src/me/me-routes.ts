import { isSecretary, placesOf } from "@kring/domain";
import { AccountId, changeMe, type Me, Refused, readMe, SessionId } from "@kring/domain/contract";
import { mountRoute } from "@kring/service-kit";
import { changeLanguage, findActiveAccount, listActiveAccounts } from "../account/index.ts";
import type { ApiApp, Caller, Deps } from "../deps.ts";
import { switchAccount } from "../session/index.ts";
import { isSecondFactorRequiredOfProfessionals, readSetting } from "../setting/index.ts";
import { countOpenTasks } from "../task/index.ts";

export function mountMeRoutes(app: ApiApp, deps: Deps): void {
  const { database } = deps;

  mountRoute(app, readMe, ({ caller }) => presentMe(deps, caller));

  mountRoute(app, changeMe, async ({ body, caller }) => {
    const signInId = caller.account.signIn.id;
    await database.change(async ({ db }) => {
      if (body.language !== undefined) await changeLanguage(db, signInId, body.language);
      if (body.accountId === undefined) return;
      const own = await listActiveAccounts(db, signInId);
      if (!own.some(({ id }) => id === body.accountId)) throw new Refused("not-found");
      await switchAccount(db, caller.session.id, body.accountId);
    });
    const account = await findActiveAccount(database.db, body.accountId ?? caller.accountId);
    if (!account) throw new Refused("not-signed-in");
    return presentMe(deps, { ...caller, account });
  });
}

async function presentMe({ config, database }: Deps, { account, session }: Caller): Promise<Me> {
  const { db } = database;
  const secretary = isSecretary(account);
  const [accounts, required, searchOutsideCaseload, tasks] = await Promise.all([
    listActiveAccounts(db, account.signIn.id),
    isSecondFactorRequiredOfProfessionals(db, config),
    readSetting(db, "search-outside-caseload"),
    countOpenTasks(db, { accountId: account.id, secretary }),
  ]);
  const { email, language, secondFactorOn } = account.signIn;
  return {
    sessionId: SessionId.parse(session.id),
    organisation: config.organisation,
    demo: config.demo,
    account: { id: AccountId.parse(account.id), kind: account.kind, name: account.name, roles: account.roles },
    accounts: accounts.map((own) => ({ ...own, id: AccountId.parse(own.id) })),
    email,
    language,
    secondFactor: { on: secondFactorOn, required: required && account.kind === "professional" },
    can: placesOf(account, { searchOutsideCaseload }),
    tasks,
  };
}
