import { check, type Fault } from "./fault.ts";

const canaries = check("proof", "test/canaries.test.ts")("nobody receives");
const rendering = check("domain", "test/render-roster.test.ts");
const roster = check("realtime", "test/roster.test.ts");
const life = check("realtime", "test/conversation-life.test.ts");
const files = check("realtime", "test/files.test.ts");
const ends = check("api", "test/related-person-ends.test.ts");
const RENDERING = "packages/domain/src/conversation/render-roster.ts";
const CHANNEL = "apps/realtime/src/delivery/channel.ts";
const CIRCLE = "apps/realtime/prisma/migrations/20261124000000_circle/migration.sql";
const BATCH = "apps/realtime/prisma/migrations/20261201000000_change_once/migration.sql";

/** In conversations, and in who is shown there to whom. */
export const conversationFaults: readonly Fault[] = [
  {
    name: "the presenter and Postgres let everybody in a conversation know every name",
    edits: [
      {
        file: RENDERING,
        find: "return via !== null && (via.clientId === viewer || via.inviter.id === viewer);",
        replace: "return true;",
      },
      { file: CIRCLE, find: "p.kind <> 'related-person' OR p.shows_name", replace: "true OR p.shows_name" },
    ],
    caughtBy: canaries,
  },
  {
    name: "the presenter shows names that Postgres holds back",
    edits: [
      {
        file: RENDERING,
        find: "return via !== null && (via.clientId === viewer || via.inviter.id === viewer);",
        replace: "return true;",
      },
    ],
    caughtBy: rendering("a therapist sees the screen name and Anonymous of whom the client invited"),
  },
  {
    name: "the account stands beside the handle",
    edits: [
      {
        file: RENDERING,
        find: "      handle: participant.handle,\n      you,",
        replace: "      handle: participant.handle,\n      ...{ account: participant.accountId },\n      you,",
      },
    ],
    caughtBy: canaries,
  },
  {
    name: "members stand in the order of their accounts",
    edits: [
      {
        file: RENDERING,
        find: "return a.joinedSeq - b.joinedSeq || compare(a.handle, b.handle);",
        replace: "return compare(a.accountId, b.accountId);",
      },
    ],
    caughtBy: rendering("numbers follow joining"),
  },
  {
    name: "a therapist knows whom another therapist invited",
    edits: [
      {
        file: RENDERING,
        find: "via.inviter.id === viewer);",
        replace: 'via.inviter.kind === "therapist");',
      },
    ],
    caughtBy: rendering("another therapist in that conversation does not see the name"),
  },
  {
    name: "the id that a device made for a message goes to everybody",
    edits: [
      {
        file: CHANNEL,
        find: 'outlet.toRoom(c, "entry", { c, e }, { except: e.by });',
        replace: 'outlet.toRoom(c, "entry", { c, e: withOwnId(numbered) }, { except: e.by });',
      },
    ],
    caughtBy: check("realtime", "test/message-path.test.ts")("and the sender with its own id"),
  },
  {
    name: "typing of whom keeps it quiet is shown",
    edits: [
      {
        file: "apps/realtime/src/typing/show-typing.ts",
        find: "c.closed_at IS NULL AND coalesce(l.shows_typing, true) AS shown",
        replace: "c.closed_at IS NULL AS shown",
      },
    ],
    caughtBy: roster("off: nothing is shown; on: both are"),
  },
  {
    name: "receipts of whom keeps them quiet are shown",
    edits: [
      {
        file: "apps/realtime/src/read-mark/read-mark.store.ts",
        find: "coalesce(l.shows_receipts, true) AS shown",
        replace: "true AS shown",
      },
    ],
    caughtBy: roster("off: nothing is shown; on: both are"),
  },
  {
    name: "a roster goes to everybody, although nothing looks different to them",
    edits: [{ file: CHANNEL, find: "if (digest === member.digest) continue;\n", replace: "" }],
    caughtBy: roster("not a frame to anybody else"),
  },
  {
    name: "who is added reads what was said before",
    edits: [
      {
        file: "packages/domain/src/conversation/add-participant.ts",
        find: "partner.accountId === about ? 1 : joinedSeq;",
        replace: "partner.accountId === about ? 1 : Math.min(1, joinedSeq);",
      },
    ],
    caughtBy: life("an added therapist reads from joining on"),
  },
  {
    name: "who dropped out still gets what is said",
    edits: [{ file: CHANNEL, find: "    outlet.leave(c, handle);\n", replace: "" }],
    caughtBy: check("realtime", "test/leaving.test.ts")("at another gateway as well"),
  },
  {
    name: "a masked person's file keeps its name",
    edits: [
      {
        file: "apps/realtime/src/attachment/upload-file.ts",
        find: 'uploader === "related-person" ? null : cleanFileName(givenName, type)',
        replace: 'uploader === ("" as string) ? null : cleanFileName(givenName, type)',
      },
    ],
    caughtBy: files("not in the answer, the frames, the headers"),
  },
  {
    name: "a picture keeps what the camera wrote into it",
    edits: [
      {
        file: "apps/realtime/src/attachment/redraw-picture.ts",
        find: "        .autoOrient()\n",
        replace: "        .autoOrient()\n        .keepMetadata()\n",
      },
    ],
    caughtBy: files("without what the camera wrote into it"),
  },
  {
    name: "search finds what was said before one came",
    edits: [
      {
        file: "apps/realtime/src/search/search.store.ts",
        find: "v.reads_from AS from,",
        replace: "1 AS from,",
      },
    ],
    caughtBy: check("realtime", "test/search.test.ts")("never finds what one may not read"),
  },
  {
    name: "the client's list of conversations about them has the topic",
    edits: [
      {
        file: "apps/realtime/src/conversation/about-me.store.ts",
        find: "const COLUMNS = `c.id,",
        replace: "const COLUMNS = `c.topic, c.id,",
      },
      {
        file: "apps/realtime/src/conversation/about-me.store.ts",
        find: "const toAboutMe = ({ id, started_at, participants, closed }: Row): AboutMeRow => ({\n",
        replace:
          "const toAboutMe = ({ id, started_at, participants, closed, ...more }: Row): AboutMeRow => ({\n  ...more,\n",
      },
      {
        file: "packages/domain/src/contract/http/conversations.ts",
        find: "export const ConversationAboutMe = z.object({\n",
        replace: "export const ConversationAboutMe = z.object({\n  topic: z.string().nullable().optional(),\n",
      },
    ],
    caughtBy: check("realtime", "test/access.test.ts")("since when and how many take part; no topic, person or text"),
  },
  {
    name: "a conversation of others answers in another way than one that never was",
    edits: [
      {
        file: "apps/realtime/src/conversation/read-conversations.ts",
        find: '      if (!view) throw new Refused("not-found");',
        replace:
          '      if (!view) throw new Refused((await entries.readAfter(id, 0, 1)).length > 0 ? "conversation-closed" : "not-found");',
      },
    ],
    caughtBy: check(
      "testing",
      "test/roster.test.ts",
    )("answers the same for a conversation of others and one that never was"),
  },
  {
    name: "who came back answers what was said before they left",
    edits: [
      {
        file: BATCH,
        find: "AND e.seq >= p.reads_from\n        WHERE p.conversation_id = _conv[i] AND p.account_id = _account[i] AND p.to_seq IS NULL",
        replace: "AND e.seq >= p.reads_from\n        WHERE p.conversation_id = _conv[i] AND p.account_id = _account[i]",
      },
    ],
    caughtBy: check("realtime", "test/leaving.test.ts")("who came back answers nothing of the time before"),
  },
  {
    name: "a gateway serves from what it knows of ties, however old that is",
    edits: [
      { file: "apps/realtime/src/rights/rights-age.ts", find: "age() > RIGHTS_LAST_MS", replace: "age() > 1e12" },
    ],
    caughtBy: check("realtime", "test/rights-age.test.ts")("it serves on for that long, then nobody"),
  },
  {
    name: "the id that a device gave a change reaches everybody",
    edits: [
      {
        file: "apps/realtime/src/message/to-numbered-send.ts",
        find: "by, of: send.of } };",
        replace: "by, of: send.of, id: send.id } as never };",
      },
    ],
    caughtBy: check("realtime", "test/change-once.test.ts")("nobody gets the id of somebody's change"),
  },
  {
    name: "an entry of a kind that is not known goes out with all that it says",
    edits: [
      {
        file: "packages/domain/src/contract/entry.ts",
        find: "const UnknownEntry = z.object({",
        replace: "const UnknownEntry = z.looseObject({",
      },
    ],
    caughtBy: check("realtime", "test/unknown-kinds.test.ts")("shows nothing of what it says"),
  },
  {
    name: "the links of somebody who ended their account end together",
    edits: [
      {
        file: "packages/domain/src/related-person/link-record.ts",
        find: "(count === 1 ? now : now + Math.ceil(random() * ENDS_WITHIN_MS))",
        replace: "now",
      },
    ],
    caughtBy: ends("each link at a moment of its own"),
  },
  {
    name: "whoever takes part adds people",
    edits: [
      {
        file: "apps/realtime/src/conversation/own-part.ts",
        find: '  if (!part.standing.manages) throw new Refused("not-found");\n',
        replace: "",
      },
      {
        file: "apps/realtime/src/conversation/own-part.ts",
        find: '  if (!mayManage(part.standing)) throw new Refused("conversation-closed");',
        replace: '  if (part.standing.closed) throw new Refused("conversation-closed");',
      },
    ],
    caughtBy: check("realtime", "test/matrix.test.ts")("each line of the table"),
  },
];
