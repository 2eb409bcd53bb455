import { check, type Fault } from "./fault.ts";

const unnamed = check("proof", "test/canaries.test.ts")("names nobody between the services");
const twins = check("proof", "test/twins.test.ts");
const persons = check("api", "test/related-persons.test.ts");
const history = check("api", "test/contact-history.test.ts");
const LINES = "apps/api/src/log/log-store.ts";
const PRESENTED_LINE = "packages/domain/src/log/present-line.ts";
const LINK_STORE = "apps/api/src/link/link-store.ts";
const LINK_MAIL = "apps/api/src/link/send-related-person-mail.ts";

/** In the service of accounts, its log, exports and mails. */
export const accountFaults: readonly Fault[] = [
  {
    name: "the number on a therapist's page counts invitations that wait",
    edits: [
      {
        file: LINK_STORE,
        find: 'where: { clientId, inviterKind: "client", ...standing }',
        replace: 'where: { clientId, inviterKind: "client", endedAt: null }',
      },
    ],
    caughtBy: persons("the number counts the client's that were accepted and not removed"),
  },
  {
    name: "the number on a therapist's page counts those whom therapists invited",
    edits: [
      {
        file: LINK_STORE,
        find: 'where: { clientId, inviterKind: "client", ...standing }',
        replace: "where: { clientId, ...standing }",
      },
    ],
    caughtBy: persons("the number counts the client's that were accepted and not removed"),
  },
  {
    name: "an address that the client invited is refused as invited already",
    edits: [
      {
        file: "apps/api/src/link/record-store.ts",
        find: "      clientId,\n      inviterId,\n      OR: [",
        replace: "      clientId,\n      OR: [",
      },
    ],
    caughtBy: twins("one that Emma invited and who takes part"),
  },
  {
    name: "a screen name is copied to the other links of the same person",
    edits: [
      {
        file: LINK_STORE,
        find: "  const link = await change.db.relatedPersonLink.update({ where: { id }, data, select });",
        replace: `  const link = await change.db.relatedPersonLink.update({ where: { id }, data, select });
  const person = await change.db.relatedPersonLink.findUnique({ where: { id }, select: { relatedPersonId: true } });
  const others = { relatedPersonId: person?.relatedPersonId ?? "", NOT: { id } };
  for (const other of await change.db.relatedPersonLink.findMany({ where: others, select: { id: true } })) {
    await change.db.relatedPersonLink.update({ where: other, data, select });
    await tellLinkChanged(change, other.id);
  }`,
      },
    ],
    caughtBy: twins("changes the screen name that she has in another conversation"),
  },
  {
    name: "the contact history shows a professional what others did about related persons",
    edits: [
      {
        file: PRESENTED_LINE,
        find: "if (link ? !own : relatedPerson || !did) return null;",
        replace: "void own, did;",
      },
      {
        file: LINES,
        find: "forProfessional === undefined\n      ? null",
        replace: "forProfessional !== null\n      ? null",
      },
    ],
    caughtBy: persons("other professionals cannot see a line"),
  },
  {
    name: "the contact history numbers its lines",
    edits: [{ file: PRESENTED_LINE, find: 'viewer === "application-manager" ? line.n : null', replace: "line.n" }],
    caughtBy: history("numbers no lines"),
  },
  {
    name: "the export of links names related persons",
    edits: [
      {
        file: "apps/api/src/platform-export/platform-export-store.ts",
        find: 'l.inviter_kind AS "inviter kind",',
        replace:
          '(SELECT name FROM account WHERE id = l.related_person_id) AS "related person", l.inviter_kind AS "inviter kind",',
      },
    ],
    caughtBy: check("api", "test/platform-export.test.ts")("name no related person"),
  },
  {
    name: "a line of the service's log has an address",
    edits: [
      {
        file: LINK_MAIL,
        find: "  const { email } = link.typed;\n",
        replace: "  const { email } = link.typed;\n  console.info(JSON.stringify({ msg: email }));\n",
      },
    ],
    caughtBy: unnamed,
  },
  {
    name: "a message between the services has a name",
    edits: [
      {
        file: LINK_MAIL,
        find: "  tellViewChanged(deps.nats, [invitee]);",
        replace: '  deps.nats.publish("kring.v1.mail" as never, JSON.stringify(link.typed));',
      },
    ],
    caughtBy: unnamed,
  },
  {
    name: "the mail of an invitation names who invites",
    edits: [
      {
        file: LINK_MAIL,
        find: "    { config, mailer },",
        replace:
          "    { config: { ...config, organisation: (await db.account.findUniqueOrThrow({ where: { id: link.inviterId } })).name }, mailer },",
      },
    ],
    caughtBy: unnamed,
  },
  {
    name: "a mail about a notification names somebody",
    edits: [
      {
        file: "apps/api/src/notification/send-notification-mail.ts",
        find: "  const variables = { name: ownName(account), address: pageAddress(deps.config, link) };",
        replace: `  const somebody = await deps.db.account.findFirst({ where: { kind: "related-person", NOT: { id: account.id } } });
  const variables = { name: ownName({ ...account, name: somebody?.name ?? "" }), address: pageAddress(deps.config, link) };`,
      },
    ],
    caughtBy: check("api", "test/mail-canaries.test.ts")("of every kind to sanne, in nl"),
  },
];
