import { readFile } from "node:fs/promises";
import { exportLog, LogLine } from "@kring/domain/contract";
import { demoPeople, until } from "@kring/testing";
import type { Page } from "@playwright/test";
import { account } from "../support/care.ts";
import { addClients } from "../support/fill.ts";
import { expect, test } from "../support/story.ts";

const formula = '=HYPERLINK("https://elsewhere.example";"klik")';

/** Presses a button and gives the name and the text of the file that is saved. */
async function savedBy(page: Page, button: string): Promise<{ name: string; text: string }> {
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: button }).click();
  const download = await saved;
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

/** Lines and cells of a CSV file whose cells are all quoted. */
const cellsOf = (csv: string): string[][] =>
  csv
    .trimEnd()
    .split("\r\n")
    .map((line) => [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map(([, cell = ""]) => cell.replaceAll('""', '"')));

test("A-03 Ruben exports the log as CSV and JSON: the files open, no cell is a formula, and one export too many says so", async ({
  enter,
  world,
}) => {
  test.setTimeout(120_000);
  await world.databases.query("accounts", "UPDATE account SET name = $2 WHERE id = $1", [
    demoPeople.emma.accountId,
    formula,
  ]);
  const sanne = await enter("sanne", account("emma", "/tools"));
  await expect(sanne.getByRole("link", { name: "Slaapdagboek" })).toBeVisible();
  const ruben = await enter("ruben", "/log");
  await expect(ruben.getByRole("table", { name: /Logregels/ })).toContainText("HYPERLINK");

  const csv = await savedBy(ruben, "Exporteer CSV");
  expect(csv.name).toMatch(/^kring-log-\d{4}-\d\d-\d\d\.csv$/);
  const [head = [], ...rows] = cellsOf(csv.text);
  expect(head).toContain("client");
  expect(rows.length).toBeGreaterThan(1);
  for (const row of rows) {
    expect(row).toHaveLength(head.length);
    for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
  }
  expect(rows.some((row) => row[head.indexOf("client")]?.startsWith("'=HYPERLINK"))).toBe(true);

  const json = await savedBy(ruben, "Exporteer JSON");
  expect(json.name).toMatch(/\.json$/);
  const lines = LogLine.array().parse(JSON.parse(json.text));
  expect(lines.length).toBeGreaterThan(rows.length);
  expect(lines.some(({ action }) => action === "exported-log")).toBe(true);
  expect(lines.some(({ client }) => client?.name === formula)).toBe(true);

  await ruben.evaluate(async (path) => {
    for (let asked = 0; asked < 10; asked += 1) await (await fetch(`${path}?format=csv`)).text();
  }, exportLog.path);
  await ruben.getByRole("button", { name: "Exporteer CSV" }).click();
  await expect(ruben.getByText("Je hebt net vaak geëxporteerd. Over een paar minuten kan het weer.")).toBeVisible();
  await ruben.screenshot({ path: test.info().outputPath("refused.png") });
});

test("A-01 one byte changed in the table: the log page names the first line that no longer fits", async ({
  enter,
  world,
}) => {
  const ruben = await enter("ruben", "/log");
  const sql = (text: string) => world.databases.query("accounts", text);
  await until(
    "a line is in the chain",
    async () => (await sql("SELECT FROM log_line WHERE n IS NOT NULL LIMIT 1")).length > 0,
  );
  await ruben.getByRole("button", { name: "Controleer nu" }).click();
  await expect(ruben.getByText(/^Keten gecontroleerd .* ongebroken\.$/)).toBeVisible();
  await sql("ALTER TABLE log_line DISABLE TRIGGER USER");
  const [changed] = await sql(
    "UPDATE log_line SET ground = ground || ' ' WHERE n = (SELECT min(n) FROM log_line) RETURNING n::int AS n",
  );
  await sql("ALTER TABLE log_line ENABLE TRIGGER USER");
  await ruben.getByRole("button", { name: "Controleer nu" }).click();
  const broken = ruben.getByText(new RegExp(`gebroken bij regel ${String(changed?.n)}\\.`));
  await expect(broken).toBeVisible();
  await ruben.screenshot({ path: test.info().outputPath("broken.png") });
  await ruben.reload();
  await expect(broken).toBeVisible();
});

test("Q-03 more than ten fit: ten at most show, without a total, and the page says to search more narrowly", async ({
  enter,
  world,
}) => {
  await addClients(world, 57, "Zomer");
  await world.databases.query(
    "accounts",
    `WITH made AS (INSERT INTO sign_in (email) SELECT 'zomer.' || i || '@post.example' FROM generate_series(1, 57) i RETURNING id),
       numbered AS (SELECT id, row_number() OVER () AS i FROM made)
     UPDATE account SET sign_in_id = numbered.id FROM numbered
     WHERE account.name = 'Zomer ' || lpad(numbered.i::text, 5, '0')`,
  );
  await world.databases.query(
    "accounts",
    "INSERT INTO setting (key, value) VALUES ('search-outside-caseload', 'true') ON CONFLICT (key) DO UPDATE SET value = 'true'",
  );
  const daan = await enter("daan", "/clients/other");
  await daan.getByLabel("Motivatie").fill("Ik neem de caseload van Sanne waar.");
  await daan.getByRole("button", { name: "Verder naar zoeken" }).click();
  const found = daan.waitForResponse((response) => response.url().endsWith("/client-searches"));
  await daan.getByRole("textbox", { name: "Naam, minstens 3 letters" }).fill("Zomer");
  await daan.getByRole("button", { name: "Zoek", exact: true }).click();
  await expect(daan.getByText(/Er zijn er meer dan 10\. Zoek preciezer/)).toBeVisible();
  expect(await daan.getByRole("table", { name: "Gevonden cliënten" }).locator("tbody tr").count()).toBeLessThanOrEqual(
    10,
  );
  const { id: _, ...told } = await (await found).json();
  expect(JSON.stringify(told)).not.toContain("57");
  await expect(daan.getByText("57")).toHaveCount(0);
  await daan.getByRole("textbox", { name: "Naam, minstens 3 letters" }).fill("Zomer 00031");
  await daan.getByRole("button", { name: "Zoek", exact: true }).click();
  await expect(daan.getByRole("table", { name: "Gevonden cliënten" })).toContainText("Zomer 00031");
  await expect(daan.getByText(/Er zijn er meer dan 10/)).toHaveCount(0);
});
