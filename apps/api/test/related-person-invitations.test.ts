import { AFTER_HEADER, Me, readInvitation } from "@kring/domain/contract";
import { beforeAll, describe, expect, it } from "vitest";
import type { Browser } from "./browser.ts";
import { mailsTo, tokenTo } from "./mailed.ts";
import {
  acceptOnly,
  invitationsOf,
  inviteAsClient,
  linksOf,
  openMail,
  ownPage,
  pageFor,
} from "./related-person-scenes.ts";
import { kindsIn, logged } from "./relation-scenes.ts";
import { startWorld, type World } from "./world.ts";

let world: World;
let emma: Browser;
let sanne: Browser;
beforeAll(async () => {
  world = await startWorld();
  emma = await world.signedIn("emma");
  sanne = await world.signedIn("sanne");
});

const DAY = 86_400_000;

describe("P-03 an invitation of a related person", () => {
  it("is made by the client, opened from the mail with a password, accepted as a step of its own, and listed", async () => {
    const email = "mila.story@post.example";
    const invited = await inviteAsClient(emma, email);
    expect(invited).toMatchObject({ state: "invited", name: "Mila Jansen", email, acceptedAt: null });
    expect((invited.expiresAt ?? 0) - invited.invitedAt).toBe(30 * DAY);

    const token = await tokenTo(world, email, "invitation");
    expect((await world.browser().post(readInvitation.path, { token })).as(readInvitation.response)).toEqual({
      organisation: "GGZ Waterkant",
      name: null,
      kind: "related-person",
      password: "choose",
    });
    const mila = await openMail(world, email);
    expect((await mila.get("/api/v1/me")).as(Me).account).toMatchObject({
      kind: "related-person",
      name: "Mila Jansen",
    });
    expect(await linksOf(mila)).toEqual([]);
    expect(await invitationsOf(mila)).toMatchObject([
      { id: invited.linkId, client: { name: "Emma de Jong" }, invitedBy: { kind: "client", name: "Emma de Jong" } },
    ]);
    expect((await pageFor(sanne, "emma")).invitedByClient).toBe(2);

    const accepted = await acceptOnly(mila);
    expect(accepted).toMatchObject({ status: 200 });
    expect(accepted.headers.get(AFTER_HEADER)).toMatch(/^[0-9a-f-]{36}$/);
    expect(await linksOf(mila)).toMatchObject([{ id: invited.linkId, screenName: null }]);
    expect((await ownPage(emma)).records.at(-1)).toMatchObject({
      state: "accepted",
      email,
      can: { resend: false, withdraw: false, remove: true, startConversation: true },
    });
    expect(await pageFor(sanne, "emma")).toMatchObject({ invitedByClient: 3, records: [{ name: "Pieter de Jong" }] });
    expect(await kindsIn(emma)).toEqual(["link-accepted"]);
    expect(await logged(world, "emma")).toEqual(["invited-related-person", "accepted-related-person-invitation"]);
    expect(
      mailsTo(world, email, /./)
        .map(({ text }) => text ?? "")
        .join(),
    ).not.toMatch(/Emma|Mila/);
  });
});
