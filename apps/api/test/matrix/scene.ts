import { randomUUID } from "node:crypto";
import type { Role } from "@kring/domain/contract";
import type { Pool } from "@kring/service-kit";
import { hashLinkToken } from "../../src/mailed-link.ts";

/** How the caller stands to the client of a scene. */
export const standings = [
  "related",
  "other",
  "former",
  "temporary",
  "ended",
  "secretary",
  "manager",
  "client",
  "other-client",
  "related-person",
] as const;
type Standing = (typeof standings)[number];

export interface SceneOptions {
  caller: Standing;
  /** What the route is about belongs to the caller themself. */
  own?: boolean;
  /** The client has not activated the account yet. */
  invited?: boolean;
  /** The client, or the professional whose account it is, is deactivated. */
  deactivated?: "client" | "colleague" | undefined;
  relateRequests?: boolean;
  searching?: boolean;
}

/** One client account with everything that routes can be about, and somebody who calls. Ids only. */
export interface Scene {
  caller: string;
  callerSignIn: string;
  client: string;
  /** Related to the client and guide of the tool; the caller where they are related. */
  therapist: string;
  /** Related to the client, too; guides nothing. */
  colleague: string;
  /** A therapist who is not related to the client. */
  stranger: string;
  /** Whose account, absence, search, request, session or transfer it is: the caller with `own`, else a stranger. */
  owner: string;
  tool: string;
  unguidedTool: string;
  request: string;
  search: string;
  proposal: string;
  wish: string;
  transfer: string;
  link: string;
  session: string;
  invitationToken: string;
}

const day = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * day);

const rolesOf: Partial<Record<Standing, Role[]>> = {
  related: ["therapist"],
  other: ["therapist"],
  former: ["therapist"],
  temporary: ["therapist"],
  ended: ["therapist"],
  secretary: ["secretary"],
  manager: ["application-manager"],
};

/** Sets a scene of its own, so that no call meets what another has changed. */
export async function setScene(pool: Pool, passwordHash: string, options: SceneOptions): Promise<Scene> {
  const put = async (table: string, row: Record<string, unknown>): Promise<string> => {
    const columns = Object.keys(row);
    const places = columns.map((_, index) => `$${index + 1}`);
    await pool.query(`INSERT INTO ${table} (${columns.join(", ")}) VALUES (${places.join(", ")})`, Object.values(row));
    return typeof row.id === "string" ? row.id : "";
  };
  const putSignIn = async (): Promise<string> => {
    const id = await put("sign_in", { id: randomUUID(), email: `${randomUUID()}@matrix.example` });
    await put("credential", { sign_in_id: id, provider: "credential", subject: id, password: passwordHash });
    return id;
  };
  const putAccount = async (kind: string, roles: readonly string[] = [], signInId: string | null = null) => {
    const name = `Matrix ${randomUUID().slice(0, 8)}`;
    const row = { id: randomUUID(), sign_in_id: signInId, kind, roles, name, searchable: name.toLowerCase() };
    return put("account", row);
  };
  const putTherapist = async () => putAccount("professional", ["therapist"], await putSignIn());
  const putClient = async (signInId: string | null) => {
    const id = await putAccount("client", [], signInId);
    await put("client_details", { account_id: id, client_number: id.slice(0, 18), born: "1990-05-17" });
    return id;
  };
  const relate = (professional: string, to: string, endedAt: Date | null = null) =>
    put("relation", { professional_id: professional, client_id: to, since: ago(30), ended_at: endedAt });

  const invitationToken = randomUUID();
  const { caller: standing, own = false, invited = false } = options;
  const roles = rolesOf[standing];
  const callerSignIn = await putSignIn();
  const client = await putClient(invited ? null : standing === "client" ? callerSignIn : await putSignIn());
  if (invited) {
    const email = `${randomUUID()}@matrix.example`;
    const row = { id: randomUUID(), account_id: client, email, expires_at: ago(-7) };
    await put("invitation", { ...row, token_hash: hashLinkToken("invitation", invitationToken) });
  }
  const makeCaller = async (): Promise<string> => {
    // Who holds two roles still can't relate themself (T-04).
    if (roles)
      return putAccount(
        "professional",
        own && standing === "secretary" ? [...roles, "therapist"] : roles,
        callerSignIn,
      );
    if (standing === "related-person") return putAccount("related-person", [], callerSignIn);
    return standing === "client" && !invited ? client : putClient(callerSignIn);
  };
  const caller = await makeCaller();
  const stranger = await putTherapist();
  const colleague = await putTherapist();
  const therapist = standing === "related" ? caller : await putTherapist();
  const owner = own ? caller : stranger;
  await relate(therapist, client);
  await relate(colleague, client);
  await relate(stranger, await putClient(null));
  if (standing === "former") await relate(caller, client, ago(1));

  const putSearch = (professional: string) =>
    put("client_search", {
      id: randomUUID(),
      professional_id: professional,
      motivation: "Belde in nood",
      searched_by: "born",
      result_ids: [client],
    });
  const search = await putSearch(owner);
  if (standing === "temporary" || standing === "ended") {
    await put("temporary_access", {
      client_id: client,
      professional_id: caller,
      search_id: await putSearch(caller),
      until: standing === "temporary" ? ago(-1) : ago(1),
      started_at: ago(2),
      ended_at: standing === "temporary" ? null : ago(1),
    });
  }

  const assign = (key: string, guide: string | null) =>
    put("tool", {
      id: randomUUID(),
      client_id: client,
      catalogue_key: key,
      guide_id: guide,
      assigned_by: therapist,
    });
  const tool = await assign(TOOL, therapist);
  for (const page of PAGES) {
    await put("tool_entry", { tool_id: tool, entry: 1, page_key: page, answers: "{}", done: true });
  }
  await put("feedback_moment", { tool_id: tool, after: FEEDBACK_PAGE, state: "waiting" });
  const unguidedTool = await assign(TOOL, null);

  const request = await put("relate_request", {
    id: randomUUID(),
    client_id: client,
    professional_id: await putTherapist(),
    sender_id: own ? caller : colleague,
    sender_role: "therapist",
    expires_at: ago(-20),
  });
  await put("task", { kind: "answer-relate-request", assignee_id: client, client_id: client, request_id: request });
  const proposal = await put("client_proposal", {
    id: randomUUID(),
    proposed_by: stranger,
    name: "Nieuwe Cliënt",
    email: `${randomUUID()}@matrix.example`,
    born: "1991-01-01",
  });
  await put("task", { kind: "judge-proposal", proposal_id: proposal });
  const wish = await put("task", {
    id: randomUUID(),
    kind: "end-relation-wish",
    client_id: client,
    professional_id: colleague,
    note: "",
  });
  const transfer = await put("caseload_transfer", {
    id: randomUUID(),
    from_id: owner,
    to_id: colleague,
    started_by: owner,
  });
  await put("caseload_transfer_client", { transfer_id: transfer, client_id: client, state: "transferred" });
  if (roles) {
    await put("absence", { professional_id: caller, from_day: ago(1), until_day: ago(-5), note: "Weg" });
  }
  const link = await put("related_person_link", {
    id: randomUUID(),
    related_person_id:
      standing === "related-person" ? caller : await putAccount("related-person", [], await putSignIn()),
    client_id: client,
    inviter_id: client,
    inviter_kind: "client",
    accepted_at: ago(10),
  });
  const { rows } = await pool.query<{ sign_in_id: string }>("SELECT sign_in_id FROM account WHERE id = $1", [owner]);
  const session = await put("session", {
    id: randomUUID(),
    token: randomUUID(),
    sign_in_id: rows[0]?.sign_in_id,
    account_id: owner,
    expires_at: ago(-1),
  });

  if (options.deactivated) {
    const gone = options.deactivated === "client" ? client : stranger;
    await pool.query("UPDATE account SET active = false WHERE id = $1", [gone]);
  }
  await pool.query(
    "UPDATE sign_in SET second_factor_on = true WHERE id = (SELECT sign_in_id FROM account WHERE id = $1)",
    [stranger],
  );

  await choose("relate-requests", options.relateRequests ?? false);
  await choose("search-outside-caseload", options.searching ?? true);
  async function choose(key: string, value: boolean): Promise<void> {
    await pool.query(
      "INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
      [key, JSON.stringify(value)],
    );
  }

  return {
    caller,
    callerSignIn,
    client,
    therapist,
    colleague,
    stranger,
    owner,
    tool,
    unguidedTool,
    request,
    search,
    proposal,
    wish,
    transfer,
    link,
    session,
    invitationToken,
  };
}

/** A module of the catalogue, and the pages up to the first one after which its guide gives feedback. */
const TOOL = "piekeren-de-baas";
const PAGES = ["wat-is-piekeren", "wanneer", "piekerkwartier", "piekerlijst"];
export const FIRST_PAGE = "wat-is-piekeren";
export const FEEDBACK_PAGE = "piekerlijst";
