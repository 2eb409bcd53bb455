import { DEMO_PASSWORD, demoPeople } from "@kring/domain/demo";
import { beforeAll, describe, expect, it } from "vitest";
import { startWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});

describe("signing in", () => {
  it("opens a session and says who one is", async () => {
    const sanne = world.browser();
    const answer = await sanne.post("/api/v1/sign-in", { email: demoPeople.sanne.email, password: DEMO_PASSWORD });
    expect(answer).toMatchObject({ status: 200, body: { state: "signed-in" } });
    const me = await sanne.get("/api/v1/me");
    expect(me.body).toMatchObject({ account: { name: "Sanne Bakker", kind: "professional", roles: ["therapist"] } });
  });
});
