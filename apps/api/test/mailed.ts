import type { ParsedMail } from "mailparser";
import { until } from "./until.ts";
import type { World } from "./world.ts";

/** The mails to an address whose text fits. */
export const mailsTo = (world: World, email: string, fits: RegExp): ParsedMail[] =>
  world.mail.mails.filter(({ to, text }) => JSON.stringify(to).includes(email) && fits.test(text ?? ""));

/** The token in the `nth` mail (from 0) to an address with a link to this page. */
export async function tokenTo(world: World, email: string, page: string, nth = 0): Promise<string> {
  const link = new RegExp(`/${page}#token=([\\w-]+)`);
  const mail = await until(`mail ${nth} with a link to ${page}`, () => mailsTo(world, email, link)[nth]);
  return link.exec(mail.text ?? "")?.[1] ?? "";
}

/** Waits until nothing is left to be done in a queue. */
export const drained = (world: World, queue: string) =>
  until(`no work is left in ${queue}`, async () => {
    const [row] = await world.sql(
      "SELECT count(*)::int AS n FROM pgboss.job WHERE name = $1 AND state NOT IN ('completed', 'cancelled', 'failed')",
      [queue],
    );
    return row?.n === 0;
  });
