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
  /** Whether therapists may invite related persons. */
  inviting?: boolean;
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
  /** Whose account, absence, search, request, session, notification or transfer it is: the caller with `own`, else a stranger. */
  owner: string;
  tool: string;
  unguidedTool: string;
  request: string;
  search: string;
  proposal: string;
  wish: string;
  transfer: string;
  link: string;
  /** Accepted records of the two therapists, and invitations of theirs and of the client that wait. */
  therapistLink: string;
  colleagueLink: string;
  clientInvitation: string;
  therapistInvitation: string;
  colleagueInvitation: string;
  /** An invitation for the caller, where they are a related person. */
  ownInvitation: string;
  disputedPermission: string;
  session: string;
  notification: string;
  invitationToken: string;
  linkToken: string;
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

interface Row {
  table: string;
  row: Record<string, unknown>;
}

/** All in one statement: ties may then come before those whom they tie. */
async function insert(pool: Pool, rows: readonly Row[]): Promise<void> {
  const alike = new Map<string, Row["row"][]>();
  for (const { table, row } of rows) {
    const into = `${table} (${Object.keys(row).join(", ")})`;
    alike.set(into, [...(alike.get(into) ?? []), row]);
  }
  const parts = [...alike.keys()].map((into, at) => {
    const [table = "", columns = ""] = into.split(/ \(|\)/);
    const values = `SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $${at + 1}::jsonb)`;
    return `part_${at} AS (INSERT INTO ${into} ${values})`;
  });
  const values = [...alike.values()].map((together) => JSON.stringify(together));
  await pool.query(`WITH ${parts.join(", ")} SELECT`, values);
}

/** Sets a scene of its own, so that no call meets what another has changed. */
export async function setScene(pool: Pool, passwordHash: string, options: SceneOptions): Promise<Scene> {
  const rows: Row[] = [];
  const put = (table: string, row: Record<string, unknown>): string => {
    rows.push({ table, row });
    return typeof row.id === "string" ? row.id : "";
  };
  const putSignIn = (secondFactorOn = false): string => {
    const email = `${randomUUID()}@matrix.example`;
    const id = put("sign_in", { id: randomUUID(), email, second_factor_on: secondFactorOn });
    put("credential", { sign_in_id: id, provider: "credential", subject: id, password: passwordHash });
    return id;
  };
  const signIns = new Map<string, string | null>();
  const putAccount = (kind: string, roles: readonly string[], signInId: string | null, active = true) => {
    const name = `Matrix ${randomUUID().slice(0, 8)}`;
    const row = { id: randomUUID(), sign_in_id: signInId, kind, roles, name, searchable: name.toLowerCase(), active };
    signIns.set(row.id, signInId);
    return put("account", row);
  };
  const putTherapist = () => putAccount("professional", ["therapist"], putSignIn());
  const putClient = (signInId: string | null, active = true) => {
    const id = putAccount("client", [], signInId, active);
    put("client_details", { account_id: id, client_number: id.slice(0, 18), born: "1990-05-17" });
    return id;
  };
  const relate = (professional: string, to: string, endedAt: Date | null = null) =>
    put("relation", { professional_id: professional, client_id: to, since: ago(30), ended_at: endedAt });

  const invitationToken = randomUUID();
  const { caller: standing, own = false, invited = false } = options;
  const roles = rolesOf[standing];
  const callerSignIn = putSignIn();
  const clientSignIn = invited ? null : standing === "client" ? callerSignIn : putSignIn();
  const client = putClient(clientSignIn, options.deactivated !== "client");
  if (invited) {
    const email = `${randomUUID()}@matrix.example`;
    const row = { id: randomUUID(), account_id: client, email, expires_at: ago(-7) };
    put("invitation", { ...row, token_hash: hashLinkToken("invitation", invitationToken) });
  }
  const makeCaller = (): string => {
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
  const caller = makeCaller();
  const isStrangerActive = options.deactivated !== "colleague";
  const stranger = putAccount("professional", ["therapist"], putSignIn(true), isStrangerActive);
  const colleague = putTherapist();
  const therapist = standing === "related" ? caller : putTherapist();
  const owner = own ? caller : stranger;
  relate(therapist, client);
  relate(colleague, client);
  relate(stranger, putClient(null));
  if (standing === "former") relate(caller, client, ago(1));

  const putSearch = (professional: string) =>
    put("client_search", {
      id: randomUUID(),
      professional_id: professional,
      motivation: "Belde in nood",
      searched_by: "born",
      result_ids: [client],
    });
  const search = putSearch(owner);
  if (standing === "temporary" || standing === "ended") {
    put("temporary_access", {
      client_id: client,
      professional_id: caller,
      search_id: putSearch(caller),
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
  const tool = assign(TOOL, therapist);
  for (const page of PAGES) {
    put("tool_entry", { tool_id: tool, entry: 1, page_key: page, answers: {}, done: true });
  }
  put("feedback_moment", { tool_id: tool, after: FEEDBACK_PAGE, state: "waiting" });
  const unguidedTool = assign(TOOL, null);

  const request = put("relate_request", {
    id: randomUUID(),
    client_id: client,
    professional_id: putTherapist(),
    sender_id: own ? caller : colleague,
    sender_role: "therapist",
    expires_at: ago(-20),
  });
  put("task", { kind: "answer-relate-request", assignee_id: client, client_id: client, request_id: request });
  const proposal = put("client_proposal", {
    id: randomUUID(),
    proposed_by: stranger,
    name: "Nieuwe Cliënt",
    email: `${randomUUID()}@matrix.example`,
    born: "1991-01-01",
  });
  put("task", { kind: "judge-proposal", proposal_id: proposal });
  const wish = put("task", {
    id: randomUUID(),
    kind: "end-relation-wish",
    client_id: client,
    professional_id: colleague,
    note: "",
  });
  const transfer = put("caseload_transfer", {
    id: randomUUID(),
    from_id: owner,
    to_id: colleague,
    started_by: owner,
  });
  put("caseload_transfer_client", { transfer_id: transfer, client_id: client, state: "transferred" });
  if (roles) {
    put("absence", { professional_id: caller, from_day: ago(1), until_day: ago(-5), note: "Weg" });
  }
  const link = put("related_person_link", {
    id: randomUUID(),
    related_person_id: standing === "related-person" ? caller : putAccount("related-person", [], putSignIn()),
    client_id: client,
    inviter_id: client,
    inviter_kind: "client",
    accepted_at: ago(10),
  });
  const putRecord = (inviter: string) =>
    put("related_person_link", {
      id: randomUUID(),
      related_person_id: putAccount("related-person", [], putSignIn()),
      client_id: client,
      inviter_id: inviter,
      inviter_kind: "therapist",
      accepted_at: ago(10),
    });
  const putInvitation = (inviter: string, { relatedPerson = null as string | null, token = randomUUID() } = {}) =>
    put("related_person_link", {
      id: randomUUID(),
      related_person_id: relatedPerson,
      client_id: client,
      inviter_id: inviter,
      inviter_kind: inviter === client ? "client" : "therapist",
      typed_name: "Nieuwe Naaste",
      typed_email: `${randomUUID()}@matrix.example`,
      token_hash: hashLinkToken("related-person", token),
      expires_at: ago(-29),
    });
  const linkToken = randomUUID();
  const therapistLink = putRecord(therapist);
  const colleagueLink = putRecord(colleague);
  const clientInvitation = putInvitation(client, { token: linkToken });
  const therapistInvitation = putInvitation(therapist);
  const colleagueInvitation = putInvitation(colleague);
  const ownInvitation = putInvitation(colleague, { relatedPerson: standing === "related-person" ? caller : null });
  const disputedPermission = put("task", {
    id: randomUUID(),
    kind: "disputed-permission",
    client_id: client,
    professional_id: colleague,
    link_id: colleagueLink,
  });
  const session = put("session", {
    id: randomUUID(),
    token: randomUUID(),
    sign_in_id: signIns.get(owner),
    account_id: owner,
    expires_at: ago(-1),
  });

  const notification = put("notification", {
    id: randomUUID(),
    account_id: owner,
    kind: "tool-assigned",
    link: "/tools",
  });

  // Triggers of other tables look at the account.
  const isOfPerson = ({ table }: Row) => table === "sign_in" || table === "account";
  await insert(pool, rows.filter(isOfPerson));
  await insert(
    pool,
    rows.filter((row) => !isOfPerson(row)),
  );
  await choose("relate-requests", options.relateRequests ?? false);
  await choose("search-outside-caseload", options.searching ?? true);
  await choose("therapists-invite-related-persons", options.inviting ?? true);
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
    therapistLink,
    colleagueLink,
    clientInvitation,
    therapistInvitation,
    colleagueInvitation,
    ownInvitation,
    disputedPermission,
    session,
    notification,
    invitationToken,
    linkToken,
  };
}

/** A module of the catalogue, and the pages up to the first one after which its guide gives feedback. */
const TOOL = "piekeren-de-baas";
const PAGES = ["wat-is-piekeren", "wanneer", "piekerkwartier", "piekerlijst"];
export const FIRST_PAGE = "wat-is-piekeren";
export const FEEDBACK_PAGE = "piekerlijst";
