import { Circle, listTasks } from "@kring/domain/contract";
import { beforeAll, describe, expect, it } from "vitest";
import type { Browser } from "./browser.ts";
import { breakRelation, idOf, kindsIn, logged } from "./relation-scenes.ts";
import { startWorld, type World } from "./world.ts";

let world: World;
let emma: Browser;
let noor: Browser;
let sanne: Browser;
beforeAll(async () => {
  world = await startWorld();
  [emma, noor, sanne] = await Promise.all([world.signedIn("emma"), world.signedIn("noor"), world.signedIn("sanne")]);
});

const tasksOf = async (person: Browser) => (await person.get("/api/v1/tasks")).as(listTasks.response).tasks;
const wish = (by: Browser, note = "Het klikt niet.", professional: "sanne" | "daan" = "sanne") =>
  by.post(`/api/v1/own/professionals/${idOf(professional)}/ending-wish`, { note });
const wishesOf = async (person: Browser) => (await tasksOf(person)).filter(({ kind }) => kind === "end-relation-wish");

describe("tasks", () => {
  it("name the tool and the client to the therapist who is asked for feedback, and nobody else gets them", async () => {
    const [task] = (await tasksOf(sanne)).filter(({ kind }) => kind === "give-feedback");
    expect(task).toMatchObject({
      client: { id: idOf("emma"), name: "Emma de Jong" },
      tool: { catalogueKey: "piekeren-de-baas" },
    });
    for (const person of [noor, await world.signedIn("daan"), await world.signedIn("fatima")])
      expect((await tasksOf(person)).map(({ id }) => id)).not.toContain(task?.id);
  });
});

describe("T-07 a client's wish to end a relation", () => {
  it("becomes one task of the secretaries, however often it is said at once; the therapist doesn't get it", async () => {
    const answers = await Promise.all([wish(emma), wish(emma), wish(emma)]);
    expect(answers.map(({ status, code }) => code ?? String(status)).sort()).toEqual([
      "202",
      "already-done",
      "already-done",
    ]);
    expect(await wishesOf(noor)).toMatchObject([
      {
        client: { name: "Emma de Jong" },
        person: { name: "Emma de Jong" },
        professional: { id: idOf("sanne"), name: "Sanne Bakker" },
        note: "Het klikt niet.",
      },
    ]);
    expect(await wishesOf(sanne)).toEqual([]);
    expect(await kindsIn(noor)).toEqual(["task-for-secretary"]);
    expect(await logged(world, "emma")).toContain("wished-relation-ended");
    const { professionals } = (await emma.get("/api/v1/own/circle")).as(Circle);
    expect(professionals).toMatchObject([{ endingWished: true }]);
  });

  it("is only about one's own professionals, and only a client's", async () => {
    expect((await wish(emma, "", "daan")).code).toBe("not-found");
    for (const person of [sanne, noor, await world.signedIn("fatima")])
      expect((await wish(person)).code).toBe("not-found");
  });

  it("is finished by a secretary; other tasks end by what they ask for", async () => {
    const [task] = await wishesOf(noor);
    for (const person of [emma, sanne, await world.signedIn("ruben")])
      expect((await person.post(`/api/v1/tasks/${task?.id}/done`)).code).toBe("not-found");
    const [feedback] = await tasksOf(sanne);
    expect((await noor.post(`/api/v1/tasks/${feedback?.id}/done`)).code).toBe("not-found");
    const answers = await Promise.all([1, 2].map(() => noor.post(`/api/v1/tasks/${task?.id}/done`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404]);
    expect(await wishesOf(noor)).toEqual([]);
    expect((await logged(world, "emma")).filter((action) => action === "saw-to-wish")).toHaveLength(1);
  });

  it("ends with the relation", async () => {
    expect((await wish(emma)).status).toBe(202);
    expect((await breakRelation(world, noor, "emma", "sanne")).status).toBe(204);
    expect(await wishesOf(noor)).toEqual([]);
  });
});
