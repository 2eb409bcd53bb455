import {
  AccountKind,
  Circle,
  Language,
  type LogDetails,
  LogLine,
  listOwnLinks,
  listOwnRelatedPersons,
  Notification,
  NotificationPreferences,
  Role,
  SettingKey,
  Task,
  ToolView,
} from "@kring/domain/contract";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { codeInWords } from "../src/own-data/code-words.ts";
import type { OwnPartName } from "../src/own-data/collect-own-data.ts";
import { fieldInWords, isTechnical } from "../src/own-data/field-words.ts";

/** What each part is made of, as its readable pages show it. */
const shapes: Record<OwnPartName, z.ZodType> = {
  account: z.object({
    ...{ name: z.string(), kind: AccountKind, roles: z.array(Role), email: z.string(), language: Language },
    secondFactorOn: z.boolean(),
  }),
  devices: z.array(z.object({ userAgent: z.string(), createdAt: z.date() })),
  tasks: z.array(Task),
  notifications: z.array(Notification),
  "notification-preferences": z.object({
    groups: z.array(NotificationPreferences.shape.groups.element.omit({ fixed: true })),
    quiet: z.object({ from: z.string(), until: z.string() }).nullable(),
    ...{ timeZone: z.string(), discreet: z.boolean().nullable() },
  }),
  "push-devices": z.array(z.object({ pushService: z.string(), createdAt: z.date() })),
  circle: Circle,
  "related-persons": listOwnRelatedPersons.response,
  "contact-history": z.array(LogLine),
  links: listOwnLinks.response,
  tools: z.array(
    ToolView.omit({ content: true, entries: true }).extend({
      summary: z.string(),
      entries: z.array(
        z.object({
          entry: z.int(),
          page: z.string(),
          savedAt: z.int(),
          done: z.boolean(),
          answers: z.unknown(),
        }),
      ),
    }),
  ),
};

interface Found {
  fields: Set<string>;
  codes: { field: string; code: string }[];
}

/** Every field of a shape, and every code that it can hold. */
function walk(schema: z.ZodType, field: string, found: Found): Found {
  if (schema instanceof z.ZodObject) {
    const { shape } = schema;
    // A text in both languages.
    if ("nl" in shape && "en" in shape) return found;
    for (const [name, inner] of Object.entries(shape)) {
      found.fields.add(name);
      if (!isTechnical(name)) walk(inner as z.ZodType, name, found);
    }
  } else if (schema instanceof z.ZodArray) walk(schema.element as z.ZodType, field, found);
  else if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    walk(schema.unwrap() as z.ZodType, field, found);
  else if (schema instanceof z.ZodUnion) for (const one of schema.options) walk(one as z.ZodType, field, found);
  else if (schema instanceof z.ZodEnum)
    for (const code of schema.options) found.codes.push({ field, code: String(code) });
  return found;
}

const unknown = { nl: "iets anders", en: "something else" };

describe.each(Object.entries(shapes))("A-04 %s, to read", (_, shape) => {
  const { fields, codes } = walk(shape, "", { fields: new Set(), codes: [] });

  it.each(["nl", "en"] as const)("each field has a name in %s, or is left out on purpose", (language) => {
    const nameless = [...fields].filter((field) => !isTechnical(field) && fieldInWords(language, field) === null);
    expect(nameless).toEqual([]);
  });

  it.each(["nl", "en"] as const)("each code has words in %s", (language) => {
    const wordless = codes.filter(({ field, code }) =>
      [null, unknown[language]].includes(codeInWords(language, field, code)),
    );
    expect(wordless).toEqual([]);
  });
});

describe("A-04 codes that stand in the log as text", () => {
  const texts: [field: keyof typeof LogDetails.shape | "role", codes: readonly string[]][] = [
    ["setting", SettingKey.options],
    ["searchedBy", ["name", "email", "client-number", "born"]],
    ["fields", ["name", "born", "clientNumber", "email"]],
    ["exported", ["accounts", "relations", "related-person-links"]],
    ["role", [...AccountKind.options, ...Role.options]],
    ["tool", ["piekeren-de-baas", "slaapdagboek"]],
  ];

  it.each(texts)("%s has words", (field, codes) => {
    for (const language of ["nl", "en"] as const)
      for (const code of codes)
        expect([null, unknown[language]], `${field} ${code}`).not.toContain(codeInWords(language, field, code));
  });

  it("are never shown where no version knows them; a text of somebody's own is shown as it is", () => {
    expect(codeInWords("nl", "setting", "of-long-ago")).toBe("iets anders");
    expect(codeInWords("en", "guides", "a-tool-of-long-ago")).toBe("something else");
    expect(codeInWords("en", "kind", "constructor")).toBe("something else");
    expect(codeInWords("nl", "note", "client")).toBeNull();
  });
});
