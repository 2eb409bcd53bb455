import { acceptClientProposal, ClientHead, type ClientProposal, listClientProposals } from "@kring/domain/contract";
import { type DemoName, demoPeople } from "@kring/domain/demo";
import { beforeAll, describe, expect, it } from "vitest";
import type { Browser } from "./browser.ts";
import { tokenTo } from "./mailed.ts";
import { startWorld, type World } from "./world.ts";

let world: World;
let noor: Browser;
let sanne: Browser;
beforeAll(async () => {
  world = await startWorld();
  [noor, sanne] = await Promise.all([world.signedIn("noor"), world.signedIn("sanne")]);
});

const propose = (email: string, name = "Bo Postma", browser = sanne) =>
  browser.post("/api/v1/client-proposals", { name, email, born: "1999-12-31", note: "Aanmelding van maandag" });
const listed = async () => (await noor.get("/api/v1/client-proposals")).as(listClientProposals.response).proposals;
const proposalOf = async (email: string): Promise<ClientProposal> => {
  const found = (await listed()).find((one) => one.email === email);
  if (!found) throw new Error("There is no such proposal");
  return found;
};
const accept = (id: string, clientNumber: string, browser = noor) =>
  browser.post(`/api/v1/client-proposals/${id}/acceptance`, { clientNumber });

describe("R-08 a therapist's proposal", () => {
  it("is answered alike whoever the person is: unknown, a client, a professional, a related person", async () => {
    const answers: unknown[] = [];
    for (const email of [
      "onbekend@post.example",
      demoPeople.emma.email,
      demoPeople.daan.email,
      demoPeople.fatima.email,
    ]) {
      const { status, text, headers } = await propose(email);
      answers.push({ status, text, names: [...headers.keys()].sort() });
    }
    expect(answers[0]).toMatchObject({ status: 202, text: "" });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    const lines = await world.sql("SELECT details, client_id FROM log_line WHERE action = 'proposed-client'");
    for (const line of lines) expect(line).toEqual({ details: {}, client_id: null });
  });

  it("becomes a task of the secretaries, who alone see it and whom it clashes with", async () => {
    await propose("taak@post.example");
    expect(await proposalOf("taak@post.example")).toMatchObject({
      by: { id: demoPeople.sanne.accountId, name: demoPeople.sanne.name },
      name: "Bo Postma",
      born: "1999-12-31",
      note: "Aanmelding van maandag",
      clash: null,
    });
    expect((await proposalOf(demoPeople.emma.email)).clash).toMatchObject({ id: demoPeople.emma.accountId });
    expect((await proposalOf(demoPeople.daan.email)).clash).toBeNull();
    const [task] = await world.sql(
      "SELECT count(*)::int AS n FROM task WHERE kind = 'judge-proposal' AND assignee_id IS NULL AND done_at IS NULL",
    );
    expect(task?.n).toBe((await listed()).length);
    const told = await world.sql(
      "SELECT DISTINCT account_id, link FROM notification WHERE kind = 'task-for-secretary'",
    );
    expect(told).toEqual([{ account_id: demoPeople.noor.accountId, link: "/clients/proposals" }]);
    for (const person of ["sanne", "ruben", "emma", "fatima"] satisfies DemoName[]) {
      const browser = await world.signedIn(person);
      expect((await browser.get("/api/v1/client-proposals")).code).toBe("not-found");
      const { id } = await proposalOf("taak@post.example");
      expect((await accept(id, "X-1", browser)).code).toBe("not-found");
      expect((await browser.delete(`/api/v1/client-proposals/${id}`)).code).toBe("not-found");
    }
  });

  it("is not for anybody but a therapist", async () => {
    for (const person of ["noor", "ruben", "emma", "fatima"] satisfies DemoName[]) {
      expect((await propose("x@post.example", "X", await world.signedIn(person))).code).toBe("not-found");
    }
  });

  it("that is accepted makes the account, invites its owner and relates the therapist", async () => {
    await propose("bo@post.example");
    const { id } = await proposalOf("bo@post.example");
    expect((await accept(id, "20431")).code).toBe("client-number-taken");
    const made = (await accept(id, "P-1")).as(acceptClientProposal.response);
    await tokenTo(world, "bo@post.example", "invitation");
    expect((await sanne.get(`/api/v1/clients/${made.id}`)).as(ClientHead)).toMatchObject({
      name: "Bo Postma",
      state: "invited",
      ground: "relation",
    });
    expect(await world.sql("SELECT 1 FROM task WHERE proposal_id = $1 AND done_at IS NULL", [id])).toEqual([]);
    expect((await accept(id, "P-2")).code).toBe("not-found");
  });

  it("is decided on once, when two secretaries accept it at the same time", async () => {
    await propose("eens@post.example");
    const { id } = await proposalOf("eens@post.example");
    const answers = await Promise.all([accept(id, "E-1"), accept(id, "E-2")]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 404]);
    expect(await world.sql("SELECT 1 FROM invitation WHERE email = 'eens@post.example'")).toHaveLength(1);
  });

  it("with a clash is refused, and declining it tells the therapist nothing", async () => {
    const { id } = await proposalOf(demoPeople.emma.email);
    expect((await accept(id, "C-1")).code).toBe("client-exists");
    const before = await world.sql("SELECT 1 FROM notification WHERE account_id = $1", [demoPeople.sanne.accountId]);
    expect((await noor.delete(`/api/v1/client-proposals/${id}`)).status).toBe(204);
    expect((await noor.delete(`/api/v1/client-proposals/${id}`)).code).toBe("not-found");
    expect(await world.sql("SELECT 1 FROM notification WHERE account_id = $1", [demoPeople.sanne.accountId])).toEqual(
      before,
    );
  });
});

it("T-04 nobody relates themself by accepting a proposal of their own", async () => {
  await world.sql("UPDATE account SET roles = '{therapist,secretary}' WHERE id = $1", [demoPeople.daan.accountId]);
  const daan = await world.signedIn("daan");
  await propose("eigen@post.example", "Eigen", daan);
  const { id } = await proposalOf("eigen@post.example");
  expect((await accept(id, "Z-1", daan)).code).toBe("not-yourself");
  expect((await accept(id, "Z-1")).status).toBe(201);
});

it("Q-01 where the client decides, accepting a proposal relates nobody at once: the client is asked", async () => {
  await world.sql("INSERT INTO setting (key, value) VALUES ('relate-requests', 'true')");
  await propose("vraag@post.example");
  const { id } = await proposalOf("vraag@post.example");
  const made = (await accept(id, "V-1")).as(acceptClientProposal.response);
  expect((await sanne.get(`/api/v1/clients/${made.id}`)).code).toBe("not-found");
  const requests = await world.sql("SELECT professional_id, state FROM relate_request WHERE client_id = $1", [made.id]);
  expect(requests).toEqual([{ professional_id: demoPeople.sanne.accountId, state: "pending" }]);
});
