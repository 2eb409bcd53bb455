import {
  listRelateRequests,
  listTasks,
  OwnRelateRequest,
  RelateRequestRow,
  readClientProfessionals,
} from "@kring/domain/contract";
import { demoPeople } from "@kring/domain/demo";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { cancelAllPending, expireRelateRequests, sendRelateRequest } from "../src/relate-request/index.ts";
import type { Browser } from "./browser.ts";
import { drained, mailsTo } from "./mailed.ts";
import {
  breakRelation,
  guidedBy,
  idOf,
  isRelated,
  kindsIn,
  logged,
  onClient,
  onRelation,
  setSetting,
} from "./relation-scenes.ts";
import { listenFor } from "./tool-scenes.ts";
import { until } from "./until.ts";
import { startWorld, type World } from "./world.ts";

let world: World;
let emma: Browser;
let sanne: Browser;
let daan: Browser;
let noor: Browser;
beforeAll(async () => {
  world = await startWorld();
  [emma, sanne, daan, noor] = await Promise.all([
    world.signedIn("emma"),
    world.signedIn("sanne"),
    world.signedIn("daan"),
    world.signedIn("noor"),
  ]);
});

/** Nobody but Sanne treats Emma, nothing is pending, the client decides. */
beforeEach(async () => {
  await setSetting(world, "relate-requests", true);
  await world.sql("UPDATE task SET done_at = now() WHERE request_id IS NOT NULL AND done_at IS NULL");
  await world.sql("UPDATE relate_request SET state = 'cancelled', decided_at = now() WHERE state = 'pending'");
  await world.sql("UPDATE relate_request SET created_at = created_at - interval '2 days'");
  await world.sql(
    "UPDATE relation SET ended_at = now() WHERE client_id = $1 AND ended_at IS NULL AND professional_id <> $2",
    [idOf("emma"), idOf("sanne")],
  );
  await world.sql("UPDATE account SET active = true WHERE id = $1", [idOf("daan")]);
  if (!(await isRelated(world, "emma", "sanne")))
    await world.sql("INSERT INTO relation (client_id, professional_id) VALUES ($1, $2)", [idOf("emma"), idOf("sanne")]);
});

const send = (by: Browser, message = "Ik neem het over.") =>
  by.post(`${onClient("emma")}/relate-requests`, { professionalId: idOf("daan"), message });
const sent = async (by: Browser) => (await send(by)).as(RelateRequestRow);
const own = (id: string) => `/api/v1/own/relate-requests/${id}`;
const answer = (id: string, what: "accept" | "reject", by = emma) => by.post(`${own(id)}/answer`, { answer: what });
const cancel = (id: string, by: Browser) => by.delete(`/api/v1/relate-requests/${id}`);
const tasksOf = async (person: Browser) => (await person.get("/api/v1/tasks")).as(listTasks.response).tasks;
const stateOf = async (id: string) => {
  const [row] = await world.sql("SELECT state FROM relate_request WHERE id = $1", [id]);
  return row?.state;
};
const cancellationsTold = async (person: Browser) =>
  (await kindsIn(person)).filter((kind) => kind === "relate-request-cancelled").length;
const outcomes = (answers: { status: number; code: string | undefined }[]) =>
  answers.map(({ status, code }) => code ?? String(status)).sort();

describe("Q-01 the setting", () => {
  it("off: there are no relate requests, and relating takes effect at once", async () => {
    await setSetting(world, "relate-requests", false);
    expect(await send(noor)).toMatchObject({ status: 404, code: "not-found" });
  });

  it("on: nobody is related before the client accepts", async () => {
    const relating = await sanne.post(`${onClient("emma")}/relations`, { professionalId: idOf("daan") });
    expect(relating).toMatchObject({ status: 409, code: "client-must-agree" });
    await sent(sanne);
    expect(await isRelated(world, "emma", "daan")).toBe(false);
    expect((await daan.get(onClient("emma"))).code).toBe("not-found");
  });

  it("switched off: what is pending is cancelled, never accepted, and the client and the sender are told", async () => {
    const { id } = await sent(noor);
    const before = await cancellationsTold(noor);
    const cancelled = await world.deps.database.change((change) =>
      cancelAllPending(world.deps, change, {
        accountId: idOf("ruben"),
        role: "application-manager",
        ground: "application-manager",
      }),
    );
    expect(cancelled).toBe(1);
    expect(await stateOf(id)).toBe("cancelled");
    expect(await tasksOf(emma)).not.toContainEqual(expect.objectContaining({ requestId: id }));
    expect((await answer(id, "accept")).code).toBe("request-not-open");
    expect((await kindsIn(emma))[0]).toBe("relate-request-cancelled");
    expect(await cancellationsTold(noor)).toBe(before + 1);
  });
});

describe("Q-02 sending", () => {
  it("is for a secretary or a related therapist, for a colleague who is a therapist; never for oneself (T-04)", async () => {
    for (const person of [daan, emma, await world.signedIn("ruben"), await world.signedIn("fatima")])
      expect((await send(person)).code).toBe("not-found");
    const path = `${onClient("emma")}/relate-requests`;
    expect((await sanne.post(path, { professionalId: idOf("sanne") })).code).toBe("not-yourself");
    expect((await noor.post(path, { professionalId: idOf("noor") })).code).toBe("not-yourself");
    expect((await noor.post(path, { professionalId: idOf("ruben") })).code).toBe("not-found");
    expect((await noor.post(path, { professionalId: idOf("sanne") })).code).toBe("already-done");
  });
});

describe("Q-06 the client's task", () => {
  it("comes live and by mail, and shows exactly what opens; the request is for nobody else's eyes", async () => {
    const heard = await listenFor("emma");
    const mails = world.mail.mails.length;
    const { id } = await sent(noor);
    await until("the frames", () => heard.includes("view-changed") && heard.includes("inbox-changed"));
    const task = (await tasksOf(emma)).find(({ requestId }) => requestId === id);
    expect(task).toMatchObject({ kind: "answer-relate-request", person: { name: "Daan Visser" }, client: null });
    const seen = (await emma.get(own(id))).as(OwnRelateRequest);
    const keys = await world.sql("SELECT catalogue_key FROM tool WHERE client_id = $1 ORDER BY assigned_at, id", [
      idOf("emma"),
    ]);
    expect(seen).toMatchObject({
      state: "pending",
      professional: { name: "Daan Visser", roles: ["therapist"] },
      sender: { name: "Noor Smit", role: "secretary", self: false },
      transferFrom: null,
      message: "Ik neem het over.",
      tools: keys.map(({ catalogue_key }) => catalogue_key),
      relatedPersons: 2,
    });
    const mail = await until("the mail", () =>
      world.mail.mails
        .slice(mails)
        .find((one) => JSON.stringify(one.to).includes(demoPeople.emma.email) && one.text?.includes(id)),
    );
    expect(`${mail.subject} ${mail.text}`).not.toMatch(/Daan|Noor|Visser|neem het over/);
    expect(mail.text).toContain(`/requests/${id}`);
    for (const person of [sanne, daan, noor, await world.signedIn("lucas"), await world.signedIn("fatima")]) {
      expect((await person.get(own(id))).code).toBe("not-found");
      expect((await answer(id, "accept", person)).code).toBe("not-found");
    }
    expect(await stateOf(id)).toBe("pending");
  });

  it("accepted: the relation is there, the professional and the sender are told", async () => {
    const { id } = await sent(noor);
    const accepted = await answer(id, "accept");
    expect(accepted.as(OwnRelateRequest).state).toBe("accepted");
    expect(accepted.headers.get("kring-after")).toMatch(/^[0-9a-f-]{36}$/);
    expect(await isRelated(world, "emma", "daan")).toBe(true);
    expect((await daan.get(onClient("emma"))).status).toBe(200);
    for (const person of [daan, noor]) expect((await kindsIn(person))[0]).toBe("relate-request-accepted");
    expect((await tasksOf(emma)).some(({ requestId }) => requestId === id)).toBe(false);
    expect((await logged(world, "emma")).slice(-2)).toEqual(["sent-relate-request", "accepted-relate-request"]);
  });

  it("Q-07 rejected: mails go out, and the secretary sees it; a therapist does not see secretaries' rejections", async () => {
    const { id } = await sent(noor);
    expect((await answer(id, "reject")).as(OwnRelateRequest).state).toBe("rejected");
    expect(await isRelated(world, "emma", "daan")).toBe(false);
    expect((await kindsIn(daan))[0]).toBe("relate-request-rejected");
    const page = async (by: Browser) =>
      (await by.get(`${onClient("emma")}/professionals`)).as(readClientProfessionals.response);
    expect((await page(noor)).rejectedRequests.map((request) => request.id)).toContain(id);
    expect((await page(sanne)).rejectedRequests).toEqual([]);
    const list = async (by: Browser) =>
      (await by.get("/api/v1/relate-requests?state=rejected")).as(listRelateRequests.response).requests;
    expect((await list(noor)).map((request) => request.id)).toContain(id);
    expect((await list(daan)).map((request) => request.id)).toContain(id);
    expect((await list(sanne)).map((request) => request.id)).not.toContain(id);
    expect((await emma.get("/api/v1/relate-requests")).code).toBe("not-found");
    // A secretary may ask again.
    expect((await send(noor)).status).toBe(201);
  });

  it("Q-07 after a rejection the same therapist can't ask for themself for 30 days", async () => {
    const ask = () =>
      world.deps.database.change((change) =>
        sendRelateRequest(world.deps, change, {
          clientId: idOf("emma"),
          professionalId: idOf("daan"),
          by: { accountId: idOf("daan"), role: "therapist", ground: "search" },
          senderRole: "therapist",
          message: "",
          self: { motivation: "een geheime reden" },
        }),
      );
    await world.sql("UPDATE relate_request SET decided_at = now() - interval '31 days' WHERE state = 'rejected'");
    const { id } = await ask();
    const seen = await emma.get(own(id));
    expect(seen.as(OwnRelateRequest).sender).toEqual({ name: "Daan Visser", role: "therapist", self: true });
    expect(seen.text).not.toContain("geheime reden");
    expect((await answer(id, "reject")).status).toBe(200);
    await expect(ask()).rejects.toMatchObject({ code: "asked-too-recently" });
    await world.sql("UPDATE relate_request SET decided_at = now() - interval '31 days' WHERE state = 'rejected'");
    expect((await ask()).state).toBe("pending");
  });
});

describe("Q-06 a request that is sent again", () => {
  it("on the day of two that were cancelled puts the task before the client again and mails no third time", async () => {
    const waiting = /wacht een verzoek op jouw antwoord/;
    const gone = /ingetrokken/;
    const mails = async (fits: RegExp) => {
      await drained(world, "notification-mail");
      return mailsTo(world, demoPeople.emma.email, fits).length;
    };
    const before = [await mails(waiting), await mails(gone)] as const;
    // A slip is mended by another: that one is mailed, or the last mail would say that there is nothing to do.
    for (const times of [1, 2]) {
      const { id } = await sent(noor);
      await cancel(id, noor);
      expect([await mails(waiting), await mails(gone)]).toEqual([before[0] + times, before[1] + times]);
    }
    const third = await sent(noor);
    const { tasks } = (await emma.get("/api/v1/tasks")).as(listTasks.response);
    expect(tasks.filter(({ requestId }) => requestId === third.id)).toHaveLength(1);
    expect((await kindsIn(emma))[0]).toBe("relate-request");
    await cancel(third.id, noor);
    expect((await emma.get("/api/v1/tasks")).text).not.toContain(third.id);
    expect([await mails(waiting), await mails(gone)]).toEqual([before[0] + 2, before[1] + 2]);

    await world.sql("UPDATE relate_request SET created_at = now() - interval '25 hours'");
    await sent(noor);
    expect(await mails(waiting)).toBe(before[0] + 3);
  });
});

describe("Q-05 cancelling and expiring", () => {
  it("is for the sender or any secretary; a sender whose request another cancels is told", async () => {
    const { id } = await sent(sanne);
    for (const person of [daan, emma, await world.signedIn("ruben")])
      expect((await cancel(id, person)).code).toBe("not-found");
    const page = (await sanne.get(`${onClient("emma")}/professionals`)).as(readClientProfessionals.response);
    expect(page.pendingRequests).toMatchObject([{ id, sender: { you: true }, can: { cancel: true } }]);
    const before = await cancellationsTold(sanne);
    expect((await cancel(id, noor)).status).toBe(204);
    expect(await cancellationsTold(sanne)).toBe(before + 1);
    expect((await cancel(id, sanne)).code).toBe("request-not-open");
    expect((await answer(id, "accept")).code).toBe("request-not-open");
    expect((await kindsIn(emma))[0]).toBe("relate-request-cancelled");
    const { id: takenBack } = await sent(sanne);
    expect((await cancel(takenBack, sanne)).status).toBe(204);
    expect(await cancellationsTold(sanne)).toBe(before + 1);
  });

  it("after 30 days it is over, even before the sweep; the sweep says so, once", async () => {
    const { id } = await sent(noor);
    const [row] = await world.sql(
      "SELECT expires_at - created_at BETWEEN '29 days 23 hours' AND '30 days 1 hour' AS fits FROM relate_request WHERE id = $1",
      [id],
    );
    expect(row?.fits).toBe(true);
    await world.sql("UPDATE relate_request SET expires_at = now() - interval '1 second' WHERE id = $1", [id]);
    expect((await answer(id, "accept")).code).toBe("request-not-open");
    await Promise.all([expireRelateRequests(world.deps), expireRelateRequests(world.deps)]);
    await until("it has expired", async () => (await stateOf(id)) === "expired");
    const lines = await world.sql("SELECT id FROM log_line WHERE action = 'expired-relate-request'");
    expect(lines).toHaveLength(1);
    expect((await kindsIn(noor))[0]).toBe("relate-request-cancelled");
  });

  it("is pointless once the professional is deactivated", async () => {
    const { id } = await sent(noor);
    await world.sql("UPDATE account SET active = false WHERE id = $1", [idOf("daan")]);
    expect((await answer(id, "accept")).code).toBe("request-not-open");
    await until("it has expired", async () => (await stateOf(id)) === "expired");
    expect(await isRelated(world, "emma", "daan")).toBe(false);
  });
});

describe("Q-08 races have one outcome", () => {
  it("two senders: one request", async () => {
    const answers = await Promise.all([send(noor), send(sanne), send(noor)]);
    expect(outcomes(answers)).toEqual(["201", "request-pending", "request-pending"]);
  });

  it("two answers: the first one counts", async () => {
    const { id } = await sent(noor);
    const answers = await Promise.all([answer(id, "accept"), answer(id, "reject"), answer(id, "accept")]);
    expect(outcomes(answers)).toEqual(["200", "request-not-open", "request-not-open"]);
    expect(await isRelated(world, "emma", "daan")).toBe((await stateOf(id)) === "accepted");
  });

  it("answer against cancel: one of them", async () => {
    for (let round = 0; round < 4; round += 1) {
      const { id } = await sent(noor);
      const answers = await Promise.all([answer(id, "accept"), cancel(id, noor)]);
      expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
      expect(answers.find(({ status }) => status >= 300)?.code).toBe("request-not-open");
      const accepted = (await stateOf(id)) === "accepted";
      expect(await isRelated(world, "emma", "daan")).toBe(accepted);
      await world.sql(
        "UPDATE relation SET ended_at = now() WHERE professional_id = $1 AND ended_at IS NULL AND client_id = $2",
        [idOf("daan"), idOf("emma")],
      );
    }
  });
});

it("Q-05: a request that can't be ended keeps back none of the others", async () => {
  const { id: stuck } = await sent(noor);
  const { id: other } = (
    await noor.post(`${onClient("lucas")}/relate-requests`, { professionalId: idOf("sanne"), message: "" })
  ).as(RelateRequestRow);
  await world.sql(`
    CREATE FUNCTION refuse_ending() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'a fault of ours'; END $$;
    CREATE TRIGGER refuse_ending BEFORE UPDATE OF state ON relate_request FOR EACH ROW
      WHEN (NEW.id = '${stuck}') EXECUTE FUNCTION refuse_ending()`);
  await world.sql(
    "UPDATE relate_request SET expires_at = now() - CASE WHEN id = $1 THEN interval '2 hours' ELSE interval '1 hour' END WHERE id IN ($1, $2)",
    [stuck, other],
  );
  await until("the other has expired", async () => (await stateOf(other)) === "expired");
  expect(await stateOf(stuck)).toBe("pending");
  await world.sql("DROP TRIGGER refuse_ending ON relate_request");
  await until("it has expired, too", async () => (await stateOf(stuck)) === "expired");
});

it("R-04: a request names its client to a therapist only as long as the relation that came of it stands", async () => {
  const { id } = await sent(noor);
  await answer(id, "accept");
  const listed = async (by: Browser) => {
    const { requests } = (await by.get("/api/v1/relate-requests?limit=50")).as(listRelateRequests.response);
    return requests.some((request) => request.id === id);
  };
  expect(await listed(daan)).toBe(true);
  expect((await breakRelation(world, noor, "emma", "daan")).status).toBe(204);
  expect(await listed(daan)).toBe(false);
  expect(await listed(noor)).toBe(true);
});

describe("T-05 with relate requests on", () => {
  const transfer = (by: Browser) =>
    by.post(`${onRelation("emma", "sanne")}/transfer`, { to: idOf("daan"), message: "Tot ziens" });

  it("waits for the client, and then does everything together", async () => {
    await world.sql("UPDATE tool SET guide_id = $2 WHERE client_id = $1", [idOf("emma"), idOf("sanne")]);
    const tools = await guidedBy(world, "emma", "sanne");
    const asked = await transfer(sanne);
    expect(asked.body).toEqual({ state: "requested" });
    expect(await guidedBy(world, "emma", "sanne")).toEqual(tools);
    const [request] = (await sanne.get("/api/v1/relate-requests?state=pending")).as(
      listRelateRequests.response,
    ).requests;
    expect(request?.transferFrom?.name).toBe("Sanne Bakker");
    const id = request?.id ?? "";
    expect((await emma.get(own(id))).as(OwnRelateRequest).transferFrom).toEqual({ name: "Sanne Bakker" });
    expect((await answer(id, "accept")).status).toBe(200);
    expect(await isRelated(world, "emma", "daan")).toBe(true);
    expect(await isRelated(world, "emma", "sanne")).toBe(false);
    expect(await guidedBy(world, "emma", "daan")).toEqual(tools);
  });

  it("rejected: nothing happens", async () => {
    await world.sql("UPDATE tool SET guide_id = $2 WHERE client_id = $1", [idOf("emma"), idOf("sanne")]);
    const tools = await guidedBy(world, "emma", "sanne");
    await transfer(noor);
    const [request] = (await noor.get("/api/v1/relate-requests?state=pending")).as(
      listRelateRequests.response,
    ).requests;
    expect((await answer(request?.id ?? "", "reject")).status).toBe(200);
    expect(await isRelated(world, "emma", "daan")).toBe(false);
    expect(await isRelated(world, "emma", "sanne")).toBe(true);
    expect(await guidedBy(world, "emma", "sanne")).toEqual(tools);
  });

  it("break against accept: all three steps or none", async () => {
    await world.sql("UPDATE tool SET guide_id = $2 WHERE client_id = $1", [idOf("emma"), idOf("sanne")]);
    const tools = await guidedBy(world, "emma", "sanne");
    await transfer(sanne);
    const [request] = (await sanne.get("/api/v1/relate-requests?state=pending")).as(
      listRelateRequests.response,
    ).requests;
    const [accepted, broken] = await Promise.all([
      answer(request?.id ?? "", "accept"),
      sanne.post(`${onRelation("emma", "sanne")}/ending`, { unguidedToolIds: tools }),
    ]);
    expect(await isRelated(world, "emma", "sanne")).toBe(false);
    const handedOver = accepted.status === 200;
    expect(await isRelated(world, "emma", "daan")).toBe(handedOver);
    expect(await guidedBy(world, "emma", "daan")).toEqual(handedOver ? tools : []);
    expect([accepted.code, broken.code]).toContain(handedOver ? "not-found" : "request-not-open");
    if (!handedOver) await until("it has expired", async () => (await stateOf(request?.id ?? "")) === "expired");
  });
});
