import type { Page } from "@playwright/test";
import { conversationOf, thread } from "../support/conversation.ts";
import { expect, test } from "../support/journey.ts";

const circle = conversationOf("emma", "sanne", "fatima", "youssef").path;
const LARGEST_SCRIPT = 200_000;
/** With the place to write and whatever else follows once one can read. */
const LARGEST_WITH_WHAT_FOLLOWS = 215_000;

/** Bytes of script as they came over the wire. */
function weighScripts(page: Page): () => Promise<number> {
  const sizes: Promise<number>[] = [];
  page.on("requestfinished", (request) => {
    if (request.resourceType() === "script")
      sizes.push(
        request.sizes().then(
          ({ responseBodySize }) => responseBodySize,
          // The page was closed meanwhile: nobody asks any more.
          () => 0,
        ),
      );
  });
  return async () => (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

test("every page keeps to its own origin and to the content security policy", async ({ enter }) => {
  // What no page may do is looked at after every journey; here each page is opened once, so that none is left out.
  for (const person of ["sanne", "fatima"] as const) {
    const page = await enter(person);
    for (const path of ["/", "/conversations", circle, "/inbox", "/profile", "/profile/security", "/nowhere"]) {
      await page.goto(path);
      await expect(page.locator("h1, h2").filter({ visible: true }).first()).toBeVisible();
    }
  }
  const page = await enter(null);
  for (const path of ["/sign-in", "/forgotten-password", "/reset-password", "/gallery"]) {
    const response = await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const policy = response?.headers()["content-security-policy"] ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe-inline");
    expect(policy).not.toContain("unsafe-eval");
  }
});

test("what the policy refuses is noticed by every journey", async ({ enter, faults }) => {
  const page = await enter(null, { path: "/sign-in" });
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "document.title = 'taken over'";
    document.head.append(script);
    const image = document.createElement("img");
    image.src = "https://elsewhere.example/pixel.png";
    document.body.append(image);
  });
  await expect.poll(() => faults.length).toBeGreaterThanOrEqual(2);
  expect(faults.join("\n")).toMatch(/Content Security Policy.*script-src|script-src.*Content Security Policy/s);
  expect(faults.join("\n")).toContain("https://elsewhere.example/pixel.png");
  await expect(page).toHaveTitle("Aanmelden · Kring");
  faults.length = 0;
});

test("a first visit loads less than 200 kB of compressed script, and little more once one can read", async ({
  enter,
}) => {
  const nobody = await enter(null);
  const atSignIn = weighScripts(nobody);
  await nobody.goto("/sign-in");
  await expect(nobody.getByRole("heading", { level: 1 })).toBeVisible();
  await nobody.waitForLoadState("networkidle");
  expect(await atSignIn()).toBeGreaterThan(20_000);
  expect(await atSignIn()).toBeLessThan(LARGEST_SCRIPT);

  const page = await enter("emma");
  const atConversation = weighScripts(page);
  await page.goto(circle);
  await expect(thread(page).messages).not.toHaveCount(0);
  await page.waitForLoadState("networkidle");
  const weight = await atConversation();
  test.info().annotations.push({ type: "bytes of script", description: `${await atSignIn()}, ${weight}` });
  expect(weight).toBeLessThan(LARGEST_WITH_WHAT_FOLLOWS);
});

test("after signing out the device keeps the look and the language, and nothing else", async ({ enter }) => {
  const page = await enter("emma", { own: true, path: circle });
  await expect(thread(page).messages).not.toHaveCount(0);
  await thread(page).field.fill("Een begonnen bericht");
  await page.getByRole("link", { name: /^Emma/ }).click();
  await page.getByRole("radio", { name: "Donker", exact: true }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.getByRole("button", { name: "Afmelden" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  const kept = await page.evaluate(async () => ({
    local: { ...localStorage },
    session: { ...sessionStorage },
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker?.getRegistrations())?.length ?? 0,
  }));
  expect(kept).toEqual({
    local: { "kring.theme": "dark", "kring.language": "nl" },
    session: {},
    databases: [],
    caches: [],
    workers: 0,
  });
  // The mark by which a browser is known again when it signs in: of one size for everybody, and unreadable to scripts.
  const cookies = await page.context().cookies();
  expect(cookies.map(({ name, httpOnly, value }) => ({ name, httpOnly, size: value.length }))).toEqual([
    { name: "kring-device", httpOnly: true, size: 107 },
  ]);
});

test("answers about people are stored nowhere on the way", async ({ enter }) => {
  const page = await enter("emma");
  const headers: Record<string, string | undefined> = {};
  page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    if (/^\/(api|realtime)\/v1\//.test(pathname)) headers[pathname] = response.headers()["cache-control"];
  });
  await page.goto(circle);
  await expect(thread(page).messages).not.toHaveCount(0);
  expect(Object.keys(headers).length).toBeGreaterThan(3);
  for (const [path, value] of Object.entries(headers)) expect(value, path).toContain("no-store");
});
