import { DEMO_PASSWORD, type DemoName, demoPeople, type World } from "@kring/testing";
import type { Page } from "@playwright/test";
import { signIn } from "./sign-in.ts";
import { decode, type Enter, expect, mailTo } from "./story.ts";

/** What a mail says, and where its link leads whoever signs in then. */
export interface Landing {
  who: DemoName;
  /** The whole address of the page, without its origin. */
  path: string;
  /** The title of the page. */
  title: string | RegExp;
  /** The thing itself. */
  shows: string | RegExp;
}

/** The text form of a mail says what the button says, and the address on a line of its own. */
const linkIn = (mail: string): string => /:\r?\n(https?:\/\/\S+)/.exec(mail)?.[1] ?? "";

/** People who do things in a world, and read their mails in browsers that they aren't signed in to. */
export function inWorld(world: World, enter: Enter) {
  const pages = new Map<DemoName, Page>();

  const answerOf = async (asked: Promise<{ status: number; text: string; path: string }>) => {
    const { status, text, path } = await asked;
    if (status >= 300) throw new Error(`${path} gave ${status}: ${text}`);
    return text === "" ? {} : JSON.parse(text);
  };

  const signedOut = async (who: DemoName): Promise<Page> => {
    const page = pages.get(who) ?? (await enter(null, "/robots.txt"));
    pages.set(who, page);
    await page.context().clearCookies();
    await page.goto("/robots.txt");
    return page;
  };

  return {
    /** Asks the accounts service from a device of this person's own; throws where it refuses. */
    ask: async (who: DemoName, method: string, path: string, body?: unknown) =>
      answerOf((await world.session(who)).fetch(method, `/api/v1${path}`, body === undefined ? {} : { body })),
    /** The same of the conversations service, once it knows what the other one told. */
    speak: async (who: DemoName, method: string, path: string, body?: unknown) => {
      await world.settle();
      const session = await world.session(who);
      const issued = await session.token();
      if (issued === "ended") throw new Error(`${who} is signed out.`);
      const headers = { authorization: `Bearer ${issued.token}` };
      return answerOf(session.fetch(method, `/realtime/v1${path}`, { headers, ...(body !== undefined && { body }) }));
    },
    /** Waits for a mail to this address with a link that opens this page by a secret. */
    linkTo: async (email: string, page: string): Promise<string> => {
      const mail = await mailTo(world, email, new RegExp(`/${page}#token=`));
      return new RegExp(`http\\S+/${page}#token=[\\w-]+`).exec(mail)?.[0] ?? "";
    },
    /** Waits for the mail, opens its link signed out, signs in, and is where it leads. */
    follow: async (
      says: RegExp,
      { who, path, title, shows }: Landing,
      { password = DEMO_PASSWORD, email = demoPeople[who].email, afterwards = async (_page: Page) => {} } = {},
    ): Promise<Page> => {
      const link = `${world.origin}${path}`;
      const links = () =>
        world
          .mails()
          .filter(({ to }) => to.includes(demoPeople[who].email))
          .map(({ raw }) => decode(raw.toString("utf8")))
          .filter((mail) => says.test(mail))
          .map(linkIn);
      // What is looked for now and then is mailed within a minute and a half.
      await expect.poll(links, { message: `links mailed to ${who} that say ${says}`, timeout: 90_000 }).toContain(link);
      const page = await signedOut(who);
      await page.goto(link);
      await expect(page).toHaveURL(/\/sign-in/);
      await signIn(page, email, password);
      await afterwards(page);
      await expect(page).toHaveURL(link);
      await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
      await expect(page.getByRole("main").getByText(shows).first()).toBeVisible();
      return page;
    },
  };
}
