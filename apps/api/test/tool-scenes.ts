import { AccountFrame, subjects } from "@kring/domain/contract";
import { type DemoName, demoPeople } from "@kring/domain/demo";
import { connectNats, createLogger } from "@kring/service-kit";
import { onTestFinished } from "vitest";
import type { Browser } from "./browser.ts";
import { natsUrl } from "./nats.ts";
import { until } from "./until.ts";
import type { World } from "./world.ts";

/** Where professionals find a tool of a client. */
export const toolPath = (client: DemoName, toolId: string) =>
  `/api/v1/clients/${demoPeople[client].accountId}/tools/${toolId}`;

/** Saves a page of the client's own tool, closing it unless told otherwise. */
export const saveTool = (
  client: Browser,
  toolId: string,
  pageKey: string,
  answers: Record<string, string | number>,
  entry = 1,
  done = true,
) => client.put(`/api/v1/own/tools/${toolId}/entries/${entry}/pages/${pageKey}`, { answers, done });

/** The latest line of the log with this action. */
export async function lastLine(world: World, action: string) {
  const [line] = await world.sql("SELECT * FROM log_line WHERE action = $1 ORDER BY id DESC LIMIT 1", [action]);
  return line;
}

export async function relate(world: World, professional: DemoName, client: DemoName): Promise<void> {
  await world.sql(
    "INSERT INTO relation (id, professional_id, client_id, since) VALUES (gen_random_uuid(), $1, $2, now())",
    [demoPeople[professional].accountId, demoPeople[client].accountId],
  );
}

export async function giveTemporaryAccess(world: World, professional: DemoName, client: DemoName): Promise<void> {
  await world.sql(
    `WITH search AS (
       INSERT INTO client_search (professional_id, motivation, searched_by, result_ids)
       VALUES ($1, 'crisis in het weekend', 'born', ARRAY[$2::uuid])
       RETURNING id
     )
     INSERT INTO temporary_access (client_id, professional_id, search_id, until)
     SELECT $2, $1, id, now() + interval '1 hour' FROM search`,
    [demoPeople[professional].accountId, demoPeople[client].accountId],
  );
}

/** Hears what the gateways are told for this person's open pages, until the test has finished. */
export async function listenFor(person: DemoName): Promise<AccountFrame["type"][]> {
  const heard: AccountFrame["type"][] = [];
  const nats = connectNats({
    url: natsUrl("realtime"),
    name: "test",
    logger: createLogger({ service: "test", level: "error" }),
  });
  onTestFinished(() => nats.close());
  nats.subscribe(subjects.account(demoPeople[person].accountId), (message) =>
    heard.push(AccountFrame.parse(JSON.parse(message.text())).type),
  );
  await until("the subscription stands", () =>
    nats.flush().then(
      () => true,
      () => false,
    ),
  );
  return heard;
}
