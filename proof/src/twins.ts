import {
  type ConversationId,
  inviteRelatedPerson,
  type LinkId,
  resendRelatedPersonInvitation,
} from "@kring/domain/contract";
import { type DemoName, demoConversations, demoLinks, demoPeople, type WorldOptions } from "@kring/testing";
import type { watch } from "./received.ts";
import { recordsOf, type Stage } from "./stage.ts";

type Watching = Awaited<ReturnType<typeof watch>>;

/** One of two worlds that differ only in what the viewer may not know. */
interface Twin {
  disguises?: NonNullable<WorldOptions["disguises"]>;
  /** Before the viewer looks. */
  before?(stage: Stage): Promise<void>;
}

/** The same script in two worlds: what the viewer receives must not differ (V-03, V-04, P-05). */
export interface TwinScenario {
  title: string;
  viewer: DemoName;
  /** Whose client accounts the viewer opens. */
  clients: readonly DemoName[];
  twins: readonly [Twin, Twin];
  /** What the viewer must have received, or the script proves nothing. */
  sees: readonly string[];
  /** `twin` is for acts of whoever is hidden; the viewer never gets it. */
  script(stage: Stage, viewer: Watching, twin: 0 | 1): Promise<void>;
}

const circle = demoConversations[0]?.id as ConversationId;
const emmaFatima = demoConversations[4]?.id as ConversationId;
const link = (name: "fatima" | "youssef" | "pieter"): LinkId => demoLinks[name].linkId;

/** What those in the circle do, with all that could tell who they are. */
async function liveTogether(stage: Stage): Promise<void> {
  for (const person of ["youssef", "fatima", "emma"] as const) {
    const n = await stage.say(person, circle, `said by ${person === "emma" ? "the client" : "somebody"}`);
    await stage.stir(person, circle, n);
  }
  await stage.rename("youssef", link("youssef"), "Beuk");
  await stage.quiet("youssef", link("youssef"), false);
  await stage.stir("youssef", circle, await stage.say("youssef", circle, "said as Beuk"));
  await stage.rename("youssef", link("youssef"), null);
}

const invitedAddress = "onbekend.adres@kring.example";

/** Sanne invites the address, sends it again, and looks before and after whoever it is could answer. */
async function inviteTheAddress(stage: Stage, viewer: Watching): Promise<void> {
  const sanne = await stage.actor("sanne");
  const params = { clientId: demoPeople.emma.accountId };
  const body = { name: "Iemand Anders", email: invitedAddress, permission: true as const };
  viewer.note(await sanne.ask(inviteRelatedPerson, { params, body }));
  await viewer.askAll();
  viewer.note(await sanne.ask(inviteRelatedPerson, { params, body }));
  for (const { linkId } of await recordsOf(stage, "sanne", "emma")) {
    viewer.note(await sanne.ask(resendRelatedPersonInvitation, { params: { ...params, linkId } }));
  }
}

const invitation = (title: string, known: Twin): TwinScenario => ({
  title: `P-05 Sanne invites an address that is nobody's, or ${title}`,
  viewer: "sanne",
  clients: ["emma"],
  twins: [{}, known],
  sees: ["201 POST /api/v1/clients/", "already-invited", invitedAddress, "/resend"],
  script: inviteTheAddress,
});

/** The library; each pair differs in one hidden fact. */
export const twinScenarios: readonly TwinScenario[] = [
  {
    title: "V-03 Youssef has another name and address",
    viewer: "sanne",
    clients: ["emma"],
    twins: [
      { disguises: { youssef: { name: "Bo Li", email: "bo@kring.example" } } },
      { disguises: { youssef: { name: "Hieronymus van Oosterschelde", email: "h.van.oosterschelde@kring.example" } } },
    ],
    sees: ["said by somebody", "Beuk", "said as Beuk", "typing", "receipt", '"kind":"left"'],
    script: async (stage, viewer) => {
      await viewer.askAll();
      await liveTogether(stage);
      await viewer.askAll();
      await stage.remove("emma", "emma", link("youssef"));
    },
  },
  {
    title: "V-03 to Youssef, Fatima has another name and address",
    viewer: "youssef",
    clients: [],
    twins: [
      { disguises: { fatima: { name: "Bo Li", email: "bo@kring.example" } } },
      { disguises: { fatima: { name: "Hieronymus van Oosterschelde", email: "h.van.oosterschelde@kring.example" } } },
    ],
    sees: ["said by somebody", "said as Beuk", "Maan"],
    script: async (stage, viewer) => {
      await viewer.askAll();
      await liveTogether(stage);
    },
  },
  invitation("one that Emma invited and who takes part", {
    disguises: { fatima: { name: demoPeople.fatima.name, email: invitedAddress } },
  }),
  invitation("one that Sanne's colleague's client has", {
    disguises: { lucas: { name: demoPeople.lucas.name, email: invitedAddress } },
  }),
  invitation("a professional's", { disguises: { daan: { name: demoPeople.daan.name, email: invitedAddress } } }),
  invitation("one that Emma invited and who has not answered", {
    before: async (stage) => {
      await stage.invite("emma", "emma", { name: "Iemand", email: invitedAddress });
    },
  }),
  {
    title: "V-04 Fatima changes the screen name that she has in another conversation, or doesn't",
    viewer: "sanne",
    clients: ["emma"],
    twins: [{}, {}],
    sees: ["said here", "Maan"],
    script: async (stage, viewer, twin) => {
      await stage.relate("daan", "emma");
      const [own] = [await stage.invite("daan", "emma", { name: "F", email: demoPeople.fatima.email })];
      await stage.accept("fatima", "emma");
      await viewer.askAll();
      if (twin === 1) {
        await stage.rename("fatima", own, "Ochtendster");
        await stage.quiet("fatima", own, false);
        await stage.start("daan", [{ link: own }]);
      }
      await stage.say("fatima", circle, "said here");
    },
  },
  {
    title: "V-06 a conversation that the viewer is not in goes on, or doesn't",
    viewer: "sanne",
    clients: ["emma"],
    twins: [{}, {}],
    sees: ["said here"],
    script: async (stage, viewer, twin) => {
      await viewer.askAll();
      if (twin === 1) {
        await stage.say("fatima", emmaFatima, "said between two");
        await stage.stir("emma", emmaFatima, 1);
        await stage.start("emma", [{ link: link("youssef") }], "Alleen wij");
      }
      await stage.say("emma", circle, "said here");
    },
  },
  {
    title: "V-03 a related person of two of Sanne's clients is one, or are two",
    viewer: "sanne",
    clients: ["emma", "lucas"],
    twins: [
      { before: (stage) => bringTogether(stage, "fatima") },
      { before: (stage) => bringTogether(stage, "pieter") },
    ],
    sees: ["said for Lucas", "said for Emma", "Wilg", "Zon", "typing", "receipt"],
    script: async (stage, viewer, twin) => {
      const other = twin === 0 ? "fatima" : "pieter";
      const there = await conversationOf(stage);
      await viewer.askAll();
      const own = await stage.linkOf(other, "lucas", "lucas");
      for (const name of ["Wilg", "Maan", null]) {
        await stage.rename(other, own, name);
        await stage.stir(other, there, await stage.say(other, there, "said for Lucas"));
        await stage.say("fatima", circle, "said for Emma");
      }
      await stage.quiet(other, own, false);
      await stage.stir(other, there, await stage.say(other, there, "said openly"));
      await stage.rename("fatima", link("fatima"), "Zon");
    },
  },
  {
    title: "P-05 whom Sanne invited and who accepted is new, or somebody whom Emma invited before",
    viewer: "sanne",
    clients: ["emma"],
    twins: [{}, { disguises: { fatima: { name: "Iemand Anders", email: invitedAddress } } }],
    sees: ["201 POST", '"state":"accepted"', "said to whom she invited", "said in the circle", "Maan"],
    script: async (stage, viewer, twin) => {
      const sanne = await stage.actor("sanne");
      const params = { clientId: demoPeople.emma.accountId };
      const body = { name: "Iemand Anders", email: invitedAddress, permission: true as const };
      viewer.note(await sanne.ask(inviteRelatedPerson, { params, body }));
      if (twin === 0) await stage.acceptAsNew(invitedAddress);
      else await stage.accept("fatima", "emma");
      await viewer.askAll();
      const record = (await recordsOf(stage, "sanne", "emma")).find(({ email }) => email === invitedAddress);
      if (!record) throw new Error("Sanne has no record of whom she invited.");
      const c = await stage.start("sanne", [{ link: record.linkId }]);
      await stage.say("sanne", c, "said to whom she invited");
      await stage.say("fatima", circle, "said in the circle");
    },
  },
  {
    title: "P-04 Emma has other related persons and conversations besides Fatima, or doesn't",
    viewer: "fatima",
    clients: [],
    twins: [{}, {}],
    sees: ["said here", "Beuk"],
    script: async (stage, viewer, twin) => {
      await viewer.askAll();
      if (twin === 1) {
        await stage.invite("emma", "emma", { name: "Nog iemand", email: invitedAddress });
        await stage.acceptAsNew(invitedAddress);
        const c = await stage.start("emma", [{ link: link("youssef") }], "Alleen wij");
        await stage.say("youssef", c, "said between two");
        await stage.start("sanne", [{ link: link("pieter") }]);
        await stage.rename("pieter", link("pieter"), "Linde");
        await stage.remove("sanne", "emma", link("pieter"));
      }
      await stage.rename("youssef", link("youssef"), "Beuk");
      await stage.say("emma", circle, "said here");
    },
  },
  {
    title: "A-05 Sanne invites for Emma, to whom Daan is related, or doesn't",
    viewer: "daan",
    clients: ["emma"],
    twins: [{ before: (stage) => stage.relate("daan", "emma") }, { before: (stage) => stage.relate("daan", "emma") }],
    sees: ['"invitedByClient":2', "viewed-related-persons"],
    script: async (stage, viewer, twin) => {
      await viewer.askAll();
      if (twin === 1) {
        await stage.invite("sanne", "emma", { name: "Iemand Anders", email: invitedAddress });
        await stage.acceptAsNew(invitedAddress);
        await stage.invite("emma", "emma", { name: "Nog iemand", email: "nog.iemand@kring.example" });
        await stage.remove("sanne", "emma", link("pieter"));
      }
    },
  },
];

/** Sanne treats Lucas too, who invites somebody and brings both into one conversation. */
async function bringTogether(stage: Stage, person: "fatima" | "pieter"): Promise<void> {
  await stage.relate("sanne", "lucas");
  await stage.invite("lucas", "lucas", { name: "Mijn naaste", email: demoPeople[person].email });
  const own = await stage.accept(person, "lucas");
  const c = await stage.start("lucas", [{ account: demoPeople.sanne.accountId }], "Samen");
  await stage.add("lucas", c, { link: own });
}

async function conversationOf(stage: Stage): Promise<ConversationId> {
  const [row] = await stage.world.databases.query(
    "conversations",
    "SELECT id FROM conversation WHERE topic = 'Samen' AND about_client = $1",
    [demoPeople.lucas.accountId],
  );
  return row?.id as ConversationId;
}
