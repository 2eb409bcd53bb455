import type { IssuedToken } from "@kring/client";
import {
  changeOwnLink,
  endOwnLink,
  issueToken,
  listOwnLinks,
  Me,
  type OwnLink,
  readMe,
  signIn,
} from "@kring/domain/contract";
import { DEMO_PASSWORD, type DemoName, demoPeople } from "@kring/domain/demo";

/** One answer as it reached a person: status line, headers and body. */
export interface Exchange {
  method: string;
  path: string;
  status: number;
  headers: Headers;
  text: string;
  bytes: Buffer;
  json(): unknown;
}

/** A signed-in person's browser, as far as HTTP goes. */
export interface Session {
  person: DemoName;
  cookie: string;
  me: Me;
  /** Every answer so far. */
  exchanges: readonly Exchange[];
  fetch(
    method: string,
    path: string,
    options?: { body?: unknown; headers?: Record<string, string> },
  ): Promise<Exchange>;
  token(): Promise<IssuedToken | "ended">;
  /** The person's own link records. */
  links(): Promise<OwnLink[]>;
  /** Changes one of the person's own links; gives the event to wait for. */
  changeLink(
    linkId: string,
    change: { screenName?: string | null; showsTyping?: boolean; showsReceipts?: boolean },
  ): Promise<string>;
  endLink(linkId: string): Promise<string>;
}

export interface Place {
  /** Where requests go. */
  address: string;
  /** What browsers would name as their origin. */
  origin: string;
}

export async function startSession(place: Place, person: DemoName, email = demoPeople[person].email): Promise<Session> {
  const exchanges: Exchange[] = [];
  let cookie = "";

  const request: Session["fetch"] = async (method, path, { body, headers = {} } = {}) => {
    const response = await fetch(`${place.address}${path}`, {
      method,
      redirect: "manual",
      headers: {
        origin: place.origin,
        ...(cookie === "" ? {} : { cookie }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const text = bytes.toString("utf8");
    const set = response.headers.getSetCookie().map((line) => line.split(";")[0] ?? "");
    if (set.length > 0) cookie = set.join("; ");
    const exchange = {
      method,
      path,
      status: response.status,
      headers: response.headers,
      text,
      bytes,
      json: () => JSON.parse(text),
    };
    exchanges.push(exchange);
    return exchange;
  };

  const expect = async (wanted: Promise<Exchange>): Promise<Exchange> => {
    const exchange = await wanted;
    if (exchange.status < 300) return exchange;
    throw new Error(`${exchange.method} ${exchange.path} gave ${exchange.status}: ${exchange.text}`);
  };
  const eventOf = ({ headers, path }: Exchange): string => {
    const id = headers.get("kring-after");
    if (id === null) throw new Error(`${path} changed a tie and named no event.`);
    return id;
  };
  const onLink = (path: string, linkId: string): string => path.replace(":linkId", linkId);

  await expect(request("POST", signIn.path, { body: { email, password: DEMO_PASSWORD } }));
  const me = Me.parse((await expect(request("GET", readMe.path))).json());
  return {
    person,
    get cookie() {
      return cookie;
    },
    me,
    exchanges,
    fetch: request,
    token: async () => {
      const answer = await request("POST", issueToken.path);
      if (answer.status === 401) return "ended";
      if (answer.status !== 200) throw new Error(`The token route gave ${answer.status}.`);
      return issueToken.response.parse(answer.json());
    },
    links: async () => listOwnLinks.response.parse((await expect(request("GET", listOwnLinks.path))).json()).links,
    changeLink: async (linkId, change) =>
      eventOf(await expect(request("PUT", onLink(changeOwnLink.path, linkId), { body: change }))),
    endLink: async (linkId) => eventOf(await expect(request("DELETE", onLink(endOwnLink.path, linkId)))),
  };
}
