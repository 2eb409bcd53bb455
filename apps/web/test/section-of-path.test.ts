import { describe, expect, it } from "vitest";
import { pathOfSection, sectionOfPath } from "../src/features/client/model/section-of-path.ts";

describe("the pages of a client account", () => {
  it("are told by the address, with the dashboard at the account itself", () => {
    expect(sectionOfPath("/clients/1")).toBe("dashboard");
    expect(sectionOfPath("/clients/1/")).toBe("dashboard");
    expect(sectionOfPath("/clients/1/contact-history")).toBe("contact-history");
  });

  it("hold the pages below them", () => {
    expect(sectionOfPath("/clients/1/tools/2")).toBe("tools");
  });

  it("have an address each", () => {
    expect(pathOfSection("1", "dashboard")).toBe("/clients/1");
    expect(pathOfSection("1", "related-persons")).toBe("/clients/1/related-persons");
  });
});
