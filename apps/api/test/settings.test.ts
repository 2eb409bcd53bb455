import {
  changeSetting,
  SettingKey as Keys,
  listSettings,
  readInbox,
  readMe,
  type SettingKey,
} from "@kring/domain/contract";
import { demoPeople } from "@kring/domain/demo";
import { beforeAll, describe, expect, it } from "vitest";
import type { Browser } from "./browser.ts";
import { until } from "./until.ts";
import { startWorld, type World } from "./world.ts";

let world: World;
let ruben: Browser;
beforeAll(async () => {
  world = await startWorld();
  ruben = await world.signedIn("ruben");
  await until("mails can be queued", () => world.deps.jobs.ready);
});

const { daan, emma, ruben: manager, noor } = demoPeople;
const put = (key: SettingKey, value: unknown, person = ruben) => person.put(`/api/v1/settings/${key}`, { value });
const settings = async (person = ruben) => (await person.get("/api/v1/settings")).as(listSettings.response);
const one = async (key: SettingKey) => (await settings()).settings.find((setting) => setting.key === key);

describe("R-06 the settings of the platform", () => {
  it("are all there, at their defaults, with everything that is off by default off", async () => {
    const list = await settings();
    expect(list.changes).toEqual([]);
    expect(list.settings.map(({ key }) => key)).toEqual(Keys.options);
    const values = Object.fromEntries(list.settings.map(({ key, value }) => [key, value]));
    expect(values).toEqual({
      "relate-requests": false,
      "search-outside-caseload": false,
      "temporary-access-hours": 24,
      "temporary-access-per-day": 5,
      "therapists-invite-related-persons": false,
      // In demo mode nobody needs one.
      "second-factor-required-of-professionals": false,
    });
    for (const { value, default: usual, changed, endsWhenOff } of list.settings) {
      expect({ value, changed, endsWhenOff }).toEqual({ value: usual, changed: null, endsWhenOff: 0 });
    }
  });

  it("are not there for anybody but application managers", async () => {
    for (const person of ["sanne", "noor", "emma", "fatima"] as const) {
      const browser = await world.signedIn(person);
      expect(await browser.get("/api/v1/settings")).toMatchObject({ status: 404, code: "not-found" });
      expect(await put("relate-requests", true, browser)).toMatchObject({ status: 404, code: "not-found" });
    }
    expect((await one("relate-requests"))?.value).toBe(false);
  });

  it.each<[SettingKey, unknown]>([
    ["relate-requests", 1],
    ["search-outside-caseload", 24],
    ["temporary-access-hours", true],
    ["temporary-access-hours", 0],
    ["temporary-access-hours", 169],
    ["temporary-access-hours", 1.5],
    ["temporary-access-per-day", 51],
    ["relate-requests", "true"],
    ["relate-requests", null],
  ])("refuse %s as %j", async (key, value) => {
    expect(await put(key, value)).toMatchObject({ status: 400, code: "invalid-input" });
    expect((await one(key))?.changed).toBeNull();
  });

  it("are changed with who and when, logged, and told to the other application managers", async () => {
    await world.sql("UPDATE account SET roles = '{secretary,application-manager}' WHERE id = $1", [noor.accountId]);
    const changed = (await put("temporary-access-hours", 48)).as(changeSetting.response);
    expect(changed).toMatchObject({
      key: "temporary-access-hours",
      value: 48,
      default: 24,
      changed: { by: { id: manager.accountId, name: manager.name } },
    });
    expect((await settings()).changes[0]).toMatchObject({
      key: "temporary-access-hours",
      value: 48,
      by: { name: manager.name },
    });
    const [line] = await world.sql("SELECT actor_id, ground, details FROM log_line WHERE action = 'changed-setting'");
    expect(line).toEqual({
      actor_id: manager.accountId,
      ground: "application-manager",
      details: { setting: "temporary-access-hours", value: 48 },
    });
    const inbox = async (person: Browser) => (await person.get("/api/v1/inbox")).as(readInbox.response).notifications;
    expect(await inbox(await world.signedIn("noor"))).toMatchObject([{ kind: "setting-changed", link: "/settings" }]);
    expect(await inbox(ruben)).toEqual([]);
    // The same again changes nothing and tells nobody.
    expect((await put("temporary-access-hours", 48)).status).toBe(200);
    expect(await inbox(await world.signedIn("noor"))).toHaveLength(1);
    await world.sql("UPDATE account SET roles = '{secretary}' WHERE id = $1", [noor.accountId]);
  });

  it("show at most ten changes, newest first", async () => {
    for (let value = 1; value <= 12; value += 1) await put("temporary-access-per-day", value);
    const { changes } = await settings();
    expect(changes.map(({ value }) => value)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3]);
  });

  it("Q-03 open and close the search for therapists at once", async () => {
    const therapist = await world.signedIn("daan");
    const may = async () => (await therapist.get("/api/v1/me")).as(readMe.response).can.searchOtherClients;
    expect(await may()).toBe(false);
    await put("search-outside-caseload", true);
    expect(await may()).toBe(true);
    await put("search-outside-caseload", false);
    expect(await may()).toBe(false);
  });

  it("Q-04 say how much temporary access ends when searching is switched off, and end it", async () => {
    await put("search-outside-caseload", true);
    const [search] = await world.sql(
      `INSERT INTO client_search (professional_id, motivation, searched_by, result_ids)
       VALUES ($1, 'a motivation', 'name', '{}') RETURNING id`,
      [daan.accountId],
    );
    await world.sql(
      `INSERT INTO temporary_access (client_id, professional_id, search_id, until)
       VALUES ($1, $2, $3, now() + interval '1 hour')`,
      [emma.accountId, daan.accountId, search?.id],
    );
    expect((await one("search-outside-caseload"))?.endsWhenOff).toBe(1);
    expect((await put("search-outside-caseload", false)).as(changeSetting.response).endsWhenOff).toBe(0);
    expect(await world.sql("SELECT FROM temporary_access WHERE ended_at IS NULL")).toEqual([]);
  });

  it("are the outcome of the last of two changes at the same moment, each logged", async () => {
    const before = (await world.sql("SELECT FROM setting_change")).length;
    await Promise.all(Array.from({ length: 6 }, (_, index) => put("temporary-access-hours", 100 + index)));
    const { changes } = await settings();
    expect((await one("temporary-access-hours"))?.value).toBe(changes[0]?.value);
    expect((await world.sql("SELECT FROM setting_change")).length).toBe(before + 6);
  });
});
