import {
  issueToken,
  listSessions as listSessionsRoute,
  Refused,
  revokeOtherSessions,
  revokeSession,
  SessionId,
} from "@kring/domain/contract";
import { mountRoute } from "@kring/service-kit";
import type { ApiApp, Deps } from "../deps.ts";
import { describeDevice } from "./device.ts";
import { endOtherSessions, endSession, listSessions } from "./session-store.ts";

const TOKEN_SECONDS = 300;

export function mountSessionRoutes(app: ApiApp, { database, signToken }: Deps): void {
  mountRoute(app, listSessionsRoute, async ({ caller }) => {
    const rows = await listSessions(database.db, caller.account.signIn.id);
    const sessions = rows.map((row) => ({
      id: SessionId.parse(row.id),
      current: row.id === caller.session.id,
      startedAt: row.createdAt.getTime(),
      lastSeenAt: row.updatedAt.getTime(),
      expiresAt: row.expiresAt.getTime(),
      device: describeDevice(row.userAgent),
    }));
    return { sessions };
  });

  mountRoute(app, revokeSession, async ({ params, caller }) => {
    const ended = await database.change(({ db }) => endSession(db, caller.account.signIn.id, params.sessionId));
    if (!ended) throw new Refused("not-found");
  });

  mountRoute(app, revokeOtherSessions, ({ caller }) =>
    database.change(({ db }) => endOtherSessions(db, caller.account.signIn.id, caller.session.id)),
  );

  mountRoute(app, issueToken, ({ caller }) => {
    const left = Math.floor((caller.session.expiresAt.getTime() - Date.now()) / 1000);
    const claims = { accountId: caller.accountId, sessionId: caller.session.id, kind: caller.account.kind };
    return signToken(claims, Math.max(1, Math.min(TOKEN_SECONDS, left)));
  });
}
