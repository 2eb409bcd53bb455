import { DEMO_PASSWORD, demoConversations, demoPeople, demoTools } from "@kring/testing";
import { inWorld } from "../support/mailed-link.ts";
import { expect, test } from "../support/story.ts";
import { codeOf } from "../support/totp.ts";

const { emma, lucas, sanne, daan, noor, fatima, youssef } = demoPeople;
const onEmma = `/clients/${emma.accountId}`;
const withPieter = `/conversations/${demoConversations.find(({ participants }) => participants.includes("pieter"))?.id}`;

test.describe("N-01 N-02 the link of a mail leads there, for whoever reads it signed out and signs in then:", () => {
  test.describe.configure({ mode: "parallel", timeout: 240_000 });

  test("temporary access, requests and relations", async ({ world, enter }) => {
    const { ask, follow } = inWorld(world, enter);
    const set = (key: string, value: boolean) => ask("ruben", "PUT", `/settings/${key}`, { value });
    const emmaMeets = (says: RegExp) =>
      follow(says, { who: "emma", path: "/circle", title: "Mijn kring", shows: "Sanne" });
    const search = () =>
      ask("daan", "POST", "/client-searches", {
        motivation: "Ik neem waar voor een collega.",
        filter: { by: "client-number", value: "20431" },
      });

    await set("search-outside-caseload", true);
    const { id } = await search();
    await ask("daan", "POST", `/client-searches/${id}/temporary-access`, { clientId: emma.accountId });
    await follow(/tijdelijke toegang tot je account/, {
      ...{ who: "emma", path: "/contact-history", title: "Contactgeschiedenis" },
      shows: /kreeg tijdelijke toegang/,
    });
    for (let searched = 1; searched < 20; searched++) await search();
    await expect(search()).rejects.toThrow("too-many-requests");
    await follow(/zocht vaker buiten de caseload/, {
      ...{ who: "ruben", path: "/log", title: "Logboek" },
      shows: /Ik neem waar voor een collega/,
    });
    await set("search-outside-caseload", false);

    await set("relate-requests", true);
    const request = () => ask("noor", "POST", `${onEmma}/relate-requests`, { professionalId: daan.accountId });
    const asked = await request();
    await follow(/wacht een verzoek op jouw antwoord/, {
      ...{ who: "emma", path: `/requests/${asked.id}`, title: "Mag Daan Visser in je account?" },
      shows: /Nee is een goed antwoord/,
    });
    await ask("noor", "DELETE", `/relate-requests/${asked.id}`);
    await emmaMeets(/verzoek is ingetrokken of verlopen/);
    const answer = async (said: "accept" | "reject") =>
      ask("emma", "POST", `/own/relate-requests/${(await request()).id}/answer`, { answer: said });
    await answer("reject");
    await follow(/relatieverzoek is niet geaccepteerd/, {
      ...{ who: "daan", path: "/requests", title: "Cliënten" },
      shows: /Emma/,
    });
    await follow(/relatieverzoek is niet geaccepteerd/, {
      ...{ who: "noor", path: `${onEmma}/professionals`, title: /Emma/ },
      shows: /niet geaccepteerd/,
    });
    await answer("accept");
    await follow(/relatieverzoek is geaccepteerd/, {
      ...{ who: "daan", path: onEmma, title: /Emma de Jong/ },
      shows: /20431/,
    });
    await set("relate-requests", false);

    await ask("noor", "POST", `${onEmma}/relations/${sanne.accountId}/tools-transfer`, {
      ...{ to: daan.accountId, toolIds: [demoTools.worrying.toolId] },
    });
    await follow(/begeleiding van tools is overgedragen/, {
      ...{ who: "daan", path: `${onEmma}/tools`, title: /Emma/ },
      shows: "Piekeren de baas",
    });
    const tools = [demoTools.sleep.toolId, demoTools.mood.toolId];
    await ask("noor", "POST", `${onEmma}/relations/${sanne.accountId}/ending`, { unguidedToolIds: tools });
    await follow(/relatie is be/, {
      who: "sanne",
      path: "/clients",
      title: "Cliënten",
      shows: /geen cliënten|Nog geen/,
    });
    await follow(/relatie is be/, { who: "emma", path: "/circle", title: "Mijn kring", shows: "Daan" });
    await ask("noor", "POST", `${onEmma}/relations`, { professionalId: sanne.accountId });
    await follow(/relatie bijgekomen/, { who: "sanne", path: onEmma, title: /Emma de Jong/, shows: /20431/ });
    await emmaMeets(/relatie bijgekomen/);
  });

  test("tools, feedback, tasks, bundles, and who covers", async ({ world, enter }) => {
    const { ask, follow } = inWorld(world, enter);
    await world.databases.query(
      "accounts",
      "UPDATE task SET created_at = created_at - interval '4 days' WHERE assignee_id = $1",
      [sanne.accountId],
    );
    // Who takes up work again looks at once for what is due.
    await world.kill("api");
    await follow(/staat nog iets open/, { who: "sanne", path: "/tasks", title: "Taken", shows: "Piekeren de baas" });

    await ask("noor", "POST", `${onEmma}/relations`, { professionalId: daan.accountId });
    const day = (from: number) => new Date(Date.now() + from * 86_400_000).toISOString().slice(0, 10);
    const note = "Met verlof. Daan neemt waar.";
    await ask("sanne", "PUT", "/absence", { from: day(-1), until: day(9), note, coveringId: daan.accountId });
    // Whoever writes to her reads it before they write.
    const withSanne = demoConversations.find(({ participants }) => participants.join() === "sanne,emma");
    const writing = await enter("emma", `/conversations/${withSanne?.id}`);
    const said = writing.getByRole("note").filter({ hasText: note });
    await expect(said).toBeVisible();
    await expect(said, "its look comes with it").toHaveCSS("display", "grid");
    const { toolId } = demoTools.sleep;
    const night = { "naar-bed": "23:00", "in-slaap": "23:30", wakker: "niet", opgestaan: "07:00", uitgerust: 7 };
    await ask("emma", "PUT", `/own/tools/${toolId}/entries/14/pages/nacht`, { answers: night, done: true });
    for (const who of ["sanne", "daan"] as const)
      await follow(/op je feedback gewacht/, {
        ...{ who, path: `${onEmma}/tools/${toolId}`, title: emma.name },
        shows: /Keer 14/,
      });
    const text = "Je sliep deze week rustiger.";
    await ask("sanne", "POST", `${onEmma}/tools/${toolId}/feedback`, { after: "14", text });
    await follow(/feedback voor je/, { who: "emma", path: `/tools/${toolId}`, title: "Slaapdagboek", shows: text });

    const assign = (catalogueKey: string) =>
      ask("daan", "POST", `/clients/${lucas.accountId}/tools`, { catalogueKey, guided: false });
    const diary = await assign("slaapdagboek");
    await follow(/nieuwe tool voor je klaar/, {
      ...{ who: "lucas", path: `/tools/${diary.id}`, title: "Slaapdagboek" },
      shows: /nacht/,
    });
    const daily = { kinds: ["tool-assigned", "relation-made"], channel: "mail", choice: "daily" };
    await ask("lucas", "PUT", "/notification-preferences/choices", daily);
    await assign("ontspannen-ademen");
    await ask("noor", "POST", `/clients/${lucas.accountId}/relations`, { professionalId: sanne.accountId });
    await world.databases.query("accounts", "UPDATE waiting_mail SET due_at = now()");
    const bundled = await follow(/Dit staat er voor je klaar/, {
      ...{ who: "lucas", path: "/inbox", title: "Meldingen" },
      shows: "Er staat een nieuwe tool voor je klaar.",
    });
    await expect(bundled.getByText("Er is een relatie bijgekomen.")).toBeVisible();

    const proposed = { name: "Nieuw Iemand", email: "nieuw@kring.example", born: "1980-02-03" };
    await ask("daan", "POST", "/client-proposals", proposed);
    await follow(/taak op het secretariaat/, {
      ...{ who: "noor", path: "/clients/proposals", title: /Voorstellen|Cliënten/ },
      shows: proposed.name,
    });
    await ask("emma", "POST", `/own/professionals/${daan.accountId}/ending-wish`, { note: "Liever niet." });
    await follow(/taak op het secretariaat/, { who: "noor", path: "/tasks", title: "Taken", shows: /Daan Visser/ });
  });

  test("related persons and conversations", async ({ world, enter }) => {
    const { ask, speak, follow } = inWorld(world, enter);
    // As if nobody had been told yet of what the demo has unread since this morning.
    // Who is online is known once a gateway has noted it for some minutes.
    await world.databases.query("conversations", "DELETE FROM unread_told WHERE account_id = $1", [youssef.accountId]);
    await world.databases.query("conversations", "UPDATE unread_scan SET until = now() - interval '2 days'");
    await world.databases.query("conversations", "UPDATE gateway_beat SET since = since - interval '5 minutes'");
    const page = `${onEmma}/related-persons`;
    await ask("ruben", "PUT", "/settings/therapists-invite-related-persons", { value: true });
    const invite = (name: string, email: string) => ask("sanne", "POST", page, { name, email, permission: true });
    const { linkId } = await invite("Oom Henk", "henk@kring.example");
    await follow(/jij zou daar toestemming voor hebben gegeven/, {
      ...{ who: "emma", path: `/permissions/${linkId}`, title: "Mag Oom Henk je naaste zijn?" },
      shows: "Klopt het niet?",
    });
    await ask("emma", "POST", `/own/related-persons/${linkId}/permission`, { answer: "did-not-agree" });
    await follow(/niet eens met een uitnodiging/, {
      who: "ruben",
      path: "/tasks",
      title: "Taken",
      shows: /Emma de Jong/,
    });
    await follow(/uitnodiging is be/, {
      who: "sanne",
      path: page,
      title: /Emma/,
      shows: /naasten uitgenodigd door Emma/,
    });

    const again = await invite("Fatima", fatima.email);
    await world.settle();
    await ask("fatima", "POST", `/links/${again.linkId}/acceptance`);
    await follow(/uitnodiging is geaccepteerd/, { who: "sanne", path: page, title: /Emma/, shows: fatima.name });
    await ask("sanne", "DELETE", `${page}/${again.linkId}`);
    await follow(/uitnodiging is be/, { who: "fatima", path: "/circle", title: /kring/i, shows: /Emma/ });

    const started = await speak("noor", "POST", "/conversations", { partners: [{ account: daan.accountId }] });
    await follow(/leest mee in een gesprek/, {
      ...{ who: "daan", path: `/conversations/${started.conversation.id}`, title: /Noor/ },
      shows: /Noor/,
    });
    await speak("pieter", "POST", `${withPieter}/proposals`, { whom: "client", note: "" });
    await follow(/voorstel in een gesprek/, { who: "sanne", path: withPieter, title: "Anoniem", shows: /stelt voor/ });

    const aboutMe = withPieter.replace("/conversations/", "/conversations-about-me/");
    await speak("emma", "POST", `${aboutMe}/access-requests`);
    await follow(/wacht een verzoek op jouw antwoord/, {
      ...{ who: "sanne", path: withPieter, title: "Anoniem" },
      shows: /Emma de Jong/,
    });
    const { conversation } = await speak("sanne", "GET", withPieter);
    const reason = "We zijn nog aan het kennismaken.";
    await speak("sanne", "POST", `${withPieter}/access-requests/${conversation.accessRequests[0].id}/answer`, {
      ...{ answer: "decline", reason },
    });
    await follow(/antwoord op een verzoek van jou/, {
      ...{ who: "emma", path: "/conversations/about-me", title: "Gesprekken over jou" },
      shows: reason,
    });
    await follow(/verzoek op de applicatiebeheerder/, {
      ...{ who: "ruben", path: "/access-requests", title: "Verzoeken om toegang" },
      shows: reason,
    });
    const { requests } = await ask("ruben", "GET", "/access-requests");
    await ask("ruben", "POST", `/access-requests/${requests[0].id}/decision`, { answer: "grant" });
    await follow(/verzoek van jou is ingewilligd/, {
      ...{ who: "emma", path: withPieter, title: /Sanne/ },
      shows: /Zondag hebben we samen gegeten/,
    });

    await world.databases.query(
      "accounts",
      `INSERT INTO related_person_link (client_id, inviter_id, inviter_kind, typed_name, typed_email, expires_at)
       SELECT $1, $2, 'therapist', 'Iemand', n || '@kring.example', now() + interval '1 day' FROM generate_series(1, 20) n`,
      [emma.accountId, sanne.accountId],
    );
    await expect(invite("Iemand", "iemand@kring.example")).rejects.toThrow("too-many-requests");
    await follow(/vaker uit dan mag/, {
      ...{ who: "ruben", path: "/log", title: "Logboek" },
      shows: /Sanne Bakker/,
    });
    await follow(/dat je nog niet hebt gelezen/, {
      ...{ who: "youssef", path: "/conversations", title: "Gesprekken" },
      shows: "Slaap en de ochtenden",
    });
  });

  test("one's own sign-in, roles and settings", async ({ world, enter }) => {
    const { ask, follow, linkTo } = inWorld(world, enter);
    const roles = ["secretary", "application-manager"];
    await ask("ruben", "PUT", `/professionals/${noor.accountId}/roles`, { roles, confirmed: true });
    await follow(/rollen op het platform/, {
      ...{ who: "noor", path: "/profile", title: "Profiel" },
      shows: /applicatiebeheerder/i,
    });
    await ask("ruben", "PUT", "/settings/temporary-access-hours", { value: 12 });
    await follow(/instelling van het platform/, {
      ...{ who: "noor", path: "/settings", title: "Instellingen" },
      shows: /Tijdelijke toegang/,
    });

    const security = { path: "/profile/security", title: "Profiel", shows: "Waar je bent aangemeld" } as const;
    // The first sign-in of that test was from a browser that nobody knew.
    await follow(/in een browser waarin dat niet eerder/, { who: "noor", ...security });

    const password = "fietsen langs de vecht";
    await ask("lucas", "POST", "/password", { current: DEMO_PASSWORD, password });
    await follow(/wachtwoord is gewijzigd/, { who: "lucas", ...security }, { password });

    const { totpUri } = await ask("daan", "POST", "/second-factor", { password: DEMO_PASSWORD });
    const key = new URL(totpUri).searchParams.get("secret") ?? "";
    await ask("daan", "POST", "/second-factor/confirm", { code: codeOf(key) });
    await follow(
      /tweede stap bij aanmelden is gewijzigd/,
      { who: "daan", ...security, shows: "Staat aan." },
      {
        afterwards: async (page) => {
          await page.getByLabel("Code van zes cijfers").fill(codeOf(key, 1));
          await page.getByRole("button", { name: "Verder" }).click();
        },
      },
    );

    const iris = { name: "Iris Vermeulen", email: "iris@kring.example", born: "1990-05-01", clientNumber: "I-1" };
    await ask("noor", "POST", "/clients", { ...iris, language: "en" });
    const invited = await enter(null, await linkTo(iris.email, "invitation"));
    await expect(invited.getByRole("heading", { name: "Welcome", exact: false })).toBeVisible();
    await expect(invited.locator("html")).toHaveAttribute("lang", "en");
    await invited.getByRole("button", { name: "Nederlands" }).click();
    await expect(invited.getByRole("heading", { name: "Welkom", exact: false })).toBeVisible();

    const email = "fatima.nieuw@kring.example";
    await ask("fatima", "POST", "/email", { email, password: DEMO_PASSWORD });
    const confirming = await enter(null, await linkTo(email, "email-change"));
    await confirming
      .getByRole("button")
      .filter({ hasText: /Bevestig/ })
      .click();
    await expect(confirming.getByRole("heading", { level: 1 })).toContainText(/e-mailadres/i);
    await follow(
      /e-mailadres waarmee je je aanmeldt/,
      { who: "fatima", path: "/", title: /Fatima/, shows: "Emma" },
      { email },
    );
  });
});
