import { z } from "zod";
import { AccountId, Instant } from "../ids.ts";
import { defineRoute } from "../route.ts";
import { SettingKey } from "../words.ts";

const person = z.object({ id: AccountId, name: z.string() });
const SettingValue = z.union([z.boolean(), z.int().min(1).max(720)]);

/** A setting of the platform, with its default, who changed it last, and what switching it off ends. */
export const Setting = z.object({
  key: SettingKey,
  value: SettingValue,
  default: SettingValue,
  changed: z.object({ by: person.nullable(), at: Instant }).nullable(),
  /** How many things end when it is switched off now: pending requests, temporary accesses, invitations. 0 where nothing does. */
  endsWhenOff: z.int().nonnegative(),
});
export type Setting = z.infer<typeof Setting>;

/** For application managers only. */
export const listSettings = defineRoute({
  id: "list-settings",
  service: "api",
  method: "get",
  path: "/api/v1/settings",
  summary: "The settings of the platform",
  access: "session",
  limit: { points: 300, seconds: 60 },
  response: z.object({
    settings: z.array(Setting),
    /** Latest changes, newest first, at most ten. */
    changes: z.array(z.object({ key: SettingKey, value: SettingValue, by: person.nullable(), at: Instant })),
  }),
  refuses: ["not-found"],
});

/** Logged, and told to the other application managers. Switching off ends what the setting allowed, at once. */
export const changeSetting = defineRoute({
  id: "change-setting",
  service: "api",
  method: "put",
  path: "/api/v1/settings/:key",
  summary: "Change a setting of the platform",
  access: "session",
  limit: { points: 60, seconds: 60 },
  params: z.object({ key: SettingKey }),
  body: z.object({ value: SettingValue }),
  response: Setting,
  refuses: ["not-found"],
});
