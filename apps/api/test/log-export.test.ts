import { csvCell } from "@kring/domain";
import { LogLine, readOwnContactHistory } from "@kring/domain/contract";
import { demoPeople } from "@kring/domain/demo";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { appendLine } from "../src/log/index.ts";
import type { Browser } from "./browser.ts";
import { startWorld, type World } from "./world.ts";

const { emma, daan, ruben: manager, fatima } = demoPeople;
const NASTY = [
  "=1+1",
  "+31",
  "-2",
  "@SUM(A1)",
  "\t=1",
  "\r=1",
  'quotes " and, commas',
  "two\nlines",
  "a;=cmd|' /C calc'!A0",
];

let world: World;
let ruben: Browser;
beforeAll(async () => {
  world = await startWorld();
  ruben = await world.signedIn("ruben");
  await world.sql("UPDATE account SET name = '=HYPERLINK(\"http://evil.example\")' WHERE id = $1", [
    demoPeople.lucas.accountId,
  ]);
  for (const motivation of NASTY) await write(motivation);
});

const write = (motivation: string, clientId: string = emma.accountId) =>
  world.deps.database.change(({ executor }) =>
    appendLine(executor, {
      actor: { accountId: daan.accountId, role: "therapist" },
      action: "viewed-account",
      clientId,
      ground: "temporary-access",
      motivation,
    }),
  );
const take = (format: "csv" | "json", query = "") => ruben.get(`/api/v1/log/export?format=${format}${query}`);

/** Reads RFC 4180, independently of what writes it. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [whole, quoted = "", end] of text.matchAll(/"((?:[^"]|"")*)"(,|\r\n)/g)) {
    expect(whole.startsWith('"')).toBe(true);
    row.push(quoted.replaceAll('""', '"'));
    if (end === "\r\n") {
      rows.push(row);
      row = [];
    }
  }
  expect(text.replace(/"((?:[^"]|"")*)"(,|\r\n)/g, "")).toBe("");
  return rows;
}

describe("A-03 the exported log", () => {
  it("is a file that no cache keeps, as CSV and as JSON, of the same lines", async () => {
    const query = `&clientId=${emma.accountId}&ground=temporary-access`;
    const csv = await take("csv", query);
    const json = await take("json", query);
    expect(csv.headers.get("content-type")).toMatch(/^text\/csv/);
    expect(json.headers.get("content-type")).toMatch(/^application\/json/);
    for (const [answer, ending] of [
      [csv, "csv"],
      [json, "json"],
    ] as const) {
      expect(answer.headers.get("content-disposition")).toMatch(
        new RegExp(`^attachment; filename="kring-log-\\d{4}-\\d\\d-\\d\\d\\.${ending}"$`),
      );
      expect(answer.headers.get("cache-control")).toBe("no-store");
    }
    const lines = z.array(LogLine).parse(json.body);
    expect(lines.map(({ motivation }) => motivation)).toEqual(NASTY.toReversed());
    const [head, ...rows] = readCsv(csv.text);
    expect(head).toContain("motivation");
    expect(rows).toHaveLength(lines.length);
    for (const row of rows) expect(row).toHaveLength(head?.length ?? 0);
  });

  it("runs nothing in a spreadsheet", async () => {
    await write("=1", demoPeople.lucas.accountId);
    const { text } = await take("csv");
    const cells = readCsv(text).flat();
    expect(cells.length).toBeGreaterThan(NASTY.length);
    for (const cell of cells) {
      expect(cell).not.toMatch(/^[=+\-@\t\r]/);
      expect(cell).not.toMatch(/[;\t\r\n][=+\-@]/);
    }
    expect(cells).toContain("'=1+1");
    expect(cells).toContain('\'=HYPERLINK("http://evil.example")');
    expect(cells).toContain('quotes " and, commas');
  });

  it.each([
    ["=1", `"'=1"`],
    ["\uFF1D1", `"'\uFF1D1"`],
    ["plain", `"plain"`],
    ['a "b"', `"a ""b"""`],
    ["x;-1", `"x;'-1"`],
    [null, `""`],
    [12, `"12"`],
  ])("writes the cell %j as %s", (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });

  it("is logged, with how many lines and which filters, before it leaves; the client sees it", async () => {
    const lines = z.array(LogLine).parse((await take("json", `&clientId=${emma.accountId}`)).body);
    const [line] = await world.sql(
      "SELECT actor_id, client_id, ground, details FROM log_line WHERE action = 'exported-log' ORDER BY id DESC LIMIT 1",
    );
    expect(line).toEqual({
      actor_id: manager.accountId,
      client_id: emma.accountId,
      ground: "application-manager",
      details: { lines: lines.length, fields: ["clientId"] },
    });
    const seen = await (await world.signedIn("emma")).get("/api/v1/own/contact-history");
    expect(seen.as(readOwnContactHistory.response).lines[0]).toMatchObject({
      action: "exported-log",
      actor: { name: manager.name },
    });
  });

  it("is whole where it takes several batches, and empty where nothing fits", async () => {
    await world.sql(
      `INSERT INTO log_line (at, actor_id, actor_role, action, client_id, ground)
       SELECT '2025-05-05T00:00:00Z'::timestamptz + (number / 3) * interval '1 second', $1, 'therapist', 'viewed-account', $2, 'relation'
       FROM generate_series(1, 2500) AS number`,
      [daan.accountId, emma.accountId],
    );
    const lines = z.array(LogLine).parse((await take("json", "&from=2025-05-05&until=2025-05-05")).body);
    expect(lines).toHaveLength(2500);
    expect(new Set(lines.map(({ n }) => n)).size).toBeGreaterThanOrEqual(1);
    expect(lines.map(({ at }) => at)).toEqual(lines.map(({ at }) => at).toSorted((a, b) => b - a));
    expect((await take("json", "&from=1999-01-01&until=1999-01-02")).body).toEqual([]);
    expect(readCsv((await take("csv", "&from=1999-01-01&until=1999-01-02")).text)).toHaveLength(1);
  });

  it("A-05 names no related person", async () => {
    await world.deps.database.change(({ executor }) =>
      appendLine(executor, {
        actor: { accountId: fatima.accountId, role: "related-person" },
        action: "viewed-account",
        clientId: emma.accountId,
        ground: "own-account",
      }),
    );
    for (const format of ["csv", "json"] as const) {
      const { text } = await take(format, "&ground=own-account");
      expect(text).toContain("related-person");
      expect(text).not.toContain(fatima.name);
    }
  });

  it("leaves no name in the logs of the service", () => {
    for (const { name } of [emma, daan, manager]) expect(world.logs()).not.toContain(name);
  });
});
