import { describe, expect, it } from "vitest";
import { nl } from "../src/mail/texts/nl.ts";
import { startWorld } from "./world.ts";

const PAGE = "/api/demo/mails";

describe("the page of all mails", () => {
  it("shows each mail in both languages and forms, discreet or not, and takes no address for anything else", async () => {
    const browser = (await startWorld()).browser();
    const page = await browser.get(PAGE);
    expect(page.status).toBe(200);
    for (const kind of Object.keys(nl.texts)) expect(page.text).toContain(`<option value="${kind}"`);
    const shown = await browser.get(`${PAGE}?kind=feedback-given&language=en&discreet=no`);
    expect(shown.text).toContain("There is something for you at GGZ Waterkant");
    expect(shown.text).toContain("Read the feedback:");
    const mail = await browser.get(`${PAGE}/html?kind=feedback-given&language=en&discreet=yes`);
    expect(mail.text).toContain("You can read it after signing in.");
    expect(mail.text).not.toContain("GGZ Waterkant");
    expect(mail.headers.get("content-security-policy")).toContain("default-src 'none'");
    const yes = '<option value="yes"';
    expect(shown.text).toContain(yes);
    // P-05: these look the same to everybody, and are never sent discreetly.
    for (const kind of ["related-person", "related-person-reminder"]) {
      const invited = await browser.get(`${PAGE}?kind=${kind}&language=en&discreet=yes`);
      expect(invited.text).toContain("GGZ Waterkant");
      expect(invited.text).not.toContain(yes);
    }
    const strange = await browser.get(`${PAGE}?kind=%3Cscript%3E&language=xx&discreet=maybe`);
    expect(strange.status).toBe(200);
    expect(strange.text).not.toContain("script>");
  });

  it("is there in demo mode alone", async () => {
    const browser = (await startWorld({ demo: false })).browser();
    for (const path of [PAGE, `${PAGE}/html`]) expect((await browser.get(path)).status).toBe(404);
  });
});
