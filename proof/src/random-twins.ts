import type { ConversationId } from "@kring/domain/contract";
import { demoConversations, demoLinks } from "@kring/testing";
import type { TwinScenario } from "./twins.ts";

export const hiddenActs = ["say", "stir", "rename", "loud", "quiet", "elsewhere", "hear"] as const;

/** Something that one of those does whom the viewer may not know. */
export interface HiddenAct {
  who: "fatima" | "youssef";
  act: (typeof hiddenActs)[number];
  what: number;
}

/** Of each their own: a name that another has there is refused (V-10). */
const names = { fatima: ["Wilg", "Maan", "Ochtendster", null], youssef: ["Beuk", "Linde", null, "Grutto"] } as const;
const circle = demoConversations[0]?.id as ConversationId;
const elsewhere = demoConversations[4]?.id as ConversationId;

/** A script of their acts, in two worlds in which they are other people. */
export const randomTwins = (acts: readonly HiddenAct[]): Omit<TwinScenario, "title" | "sees"> => ({
  viewer: "sanne",
  clients: ["emma"],
  twins: [
    {
      disguises: {
        fatima: { name: "Bo Li", email: "bo@kring.example" },
        youssef: { name: "Zwaantje van den Oosterschelde", email: "z.vandenoosterschelde@kring.example" },
      },
    },
    {
      disguises: {
        fatima: { name: "Hieronymus Waterman-Achterberg", email: "h.waterman.achterberg@kring.example" },
        youssef: { name: "Al Ma", email: "a@kring.example" },
      },
    },
  ],
  script: async (stage, viewer) => {
    await viewer.askAll();
    for (const { who, act, what } of acts) {
      const { linkId } = demoLinks[who];
      if (act === "say") await stage.say(who, circle, `said ${what}`);
      else if (act === "stir") await stage.stir(who, circle, 1 + (what % 20));
      else if (act === "rename") await stage.rename(who, linkId, names[who][what % 4] ?? null);
      else if (act === "loud" || act === "quiet") await stage.quiet(who, linkId, act === "quiet");
      else if (act === "elsewhere") await stage.say("fatima", elsewhere, `said elsewhere ${what}`);
      else await stage.stir("emma", circle, await stage.say("emma", circle, `said by the client ${what}`));
      await viewer.still();
    }
  },
});
