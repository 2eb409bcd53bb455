import type { Me } from "@kring/domain/contract";
import { describe, expect, it } from "vitest";
import { onPhoneBar, placesFor } from "../src/shared/places.ts";

const nothing: Me["can"] = {
  seeCaseload: false,
  seeAllClients: false,
  searchOtherClients: false,
  createClients: false,
  proposeClients: false,
  seeProfessionals: false,
  manageSettings: false,
  readLog: false,
};
const me = (kind: Me["account"]["kind"], can: Partial<Me["can"]>): Me => ({
  sessionId: "00000000-0000-4000-8000-000000000001" as Me["sessionId"],
  organisation: "",
  demo: false,
  account: { id: "00000000-0000-4000-8000-000000000002" as Me["account"]["id"], kind, name: "", roles: [] },
  accounts: [],
  email: "",
  language: "nl",
  secondFactor: { on: false, required: false },
  can: { ...nothing, ...can },
  tasks: 0,
});

describe("the main menu", () => {
  it("shows a therapist their clients and colleagues", () => {
    expect(placesFor(me("professional", { seeCaseload: true, seeProfessionals: true }))).toEqual([
      "home",
      "conversations",
      "clients",
      "professionals",
      "inbox",
    ]);
  });

  it("R-05: shows clients to a secretary who has no caseload", () => {
    expect(placesFor(me("professional", { seeAllClients: true, seeProfessionals: true }))).toContain("clients");
  });

  it("R-06: shows an application manager log and settings, and no clients", () => {
    const places = placesFor(me("professional", { seeProfessionals: true, manageSettings: true, readLog: true }));
    expect(places).toEqual(expect.arrayContaining(["log", "settings"]));
    expect(places).not.toContain("clients");
  });

  it("shows a client their circle and tools", () => {
    expect(placesFor(me("client", {}))).toEqual(["home", "conversations", "circle", "tools", "inbox"]);
  });

  it("P-08: shows a related person a circle and tools of their own, and no clients", () => {
    expect(placesFor(me("related-person", {}))).toEqual(["home", "conversations", "circle", "tools", "inbox"]);
  });

  it("leaves room for one's own name on a phone: four, and the rest under that name", () => {
    const everything = me("professional", {
      seeCaseload: true,
      seeAllClients: true,
      seeProfessionals: true,
      manageSettings: true,
      readLog: true,
    });
    expect([...onPhoneBar(placesFor(everything))]).toEqual(["home", "conversations", "clients", "log"]);
    expect([...onPhoneBar(placesFor(me("related-person", {})))]).toEqual(["home", "conversations", "circle", "tools"]);
  });
});
