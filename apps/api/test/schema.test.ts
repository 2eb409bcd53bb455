import { expect, it } from "vitest";
import { Prisma } from "../generated/client.ts";
import { startWorld } from "./world.ts";

it("the Prisma schema names only what the migrations made", async () => {
  const { deps, sql } = await startWorld();
  const { db } = deps.database;
  // Reading a row selects every column that the schema has.
  const models = [
    db.signIn.findFirst(),
    db.account.findFirst(),
    db.credential.findFirst(),
    db.session.findFirst(),
    db.verification.findFirst(),
    db.secondFactor.findFirst(),
    db.relation.findFirst(),
    db.relatedPersonLink.findFirst(),
    db.setting.findFirst(),
    db.notification.findFirst(),
  ];
  await Promise.all(models);
  expect(models).toHaveLength(Object.keys(Prisma.ModelName).length);
  const columns = await sql(
    `SELECT count(*)::int AS n FROM information_schema.columns WHERE table_schema = 'public' AND table_name = ANY ($1)`,
    [
      [
        "sign_in",
        "account",
        "credential",
        "session",
        "verification",
        "second_factor",
        "relation",
        "related_person_link",
        "setting",
        "notification",
      ],
    ],
  );
  const fields = [
    Prisma.SignInScalarFieldEnum,
    Prisma.AccountScalarFieldEnum,
    Prisma.CredentialScalarFieldEnum,
    Prisma.SessionScalarFieldEnum,
    Prisma.VerificationScalarFieldEnum,
    Prisma.SecondFactorScalarFieldEnum,
    Prisma.RelationScalarFieldEnum,
    Prisma.RelatedPersonLinkScalarFieldEnum,
    Prisma.SettingScalarFieldEnum,
    Prisma.NotificationScalarFieldEnum,
  ].flatMap((names) => Object.keys(names));
  expect(columns).toEqual([{ n: fields.length }]);
});
