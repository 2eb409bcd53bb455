import request from "supertest";
import type { z } from "zod";

/** What came back. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The JSON that came, if any. */
  body: unknown;
  /** The refusal's code, if it is one. */
  code: string | undefined;
  as<Schema extends z.ZodType>(schema: Schema): z.output<Schema>;
}

const codeOf = (body: unknown): string | undefined =>
  typeof body === "object" && body !== null && "code" in body && typeof body.code === "string" ? body.code : undefined;

type Method = "get" | "post" | "put" | "delete";

let browsers = 0;

/** Keeps cookies and says where it comes from, as a browser on our pages does. */
export class Browser {
  readonly #url: string;
  readonly #origin: string;
  readonly cookies = new Map<string, string>();
  /** How the proxy sees this browser: each from a network of its own. */
  address = `10.${Math.floor(Math.random() * 250)}.${Math.floor(browsers / 250)}.${browsers++ % 250}`;
  userAgent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

  constructor(url: string, origin: string) {
    this.#url = url;
    this.#origin = origin;
  }

  async send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const sent = request(this.#url)
      [method.toLowerCase() as Method](path)
      .set({
        origin: this.#origin,
        "user-agent": this.userAgent,
        "x-forwarded-for": this.address,
        // A kept connection may be closed by the server just as it is used again.
        connection: "close",
        ...(cookie === "" ? {} : { cookie }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      });
    const response = await (body === undefined ? sent : sent.send(JSON.stringify(body)));
    const got = new Headers();
    for (const [name, value] of Object.entries<string | string[]>(response.headers)) {
      for (const one of [value].flat()) got.append(name, one);
    }
    for (const line of got.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/max-age=0/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const { status, text } = response;
    const read: unknown = /json/.test(got.get("content-type") ?? "") ? JSON.parse(text) : undefined;
    return {
      status,
      headers: got,
      text,
      body: read,
      code: codeOf(read),
      as: (schema) => {
        if (status >= 300) throw new Error(`${method} ${path} gave ${status}: ${text}`);
        return schema.parse(read);
      },
    };
  }

  get = (path: string, headers?: Record<string, string>) => this.send("GET", path, undefined, headers);
  post = (path: string, body?: unknown) => this.send("POST", path, body);
  put = (path: string, body: unknown) => this.send("PUT", path, body);
  delete = (path: string) => this.send("DELETE", path);
}
