import type { ConversationView, Handle, RouteDefinition } from "@kring/domain/contract";
import type { DemoName } from "@kring/domain/demo";
import { expect } from "vitest";
import type { z } from "zod";
import { idOf } from "./cast.ts";
import type { Stage, TestGateway } from "./stage.ts";

/** What a route answered: its body as the contract reads it, or the code of the refusal. */
export type Answered<Body> = { ok: true; body: Body } | { ok: false; status: number; code: string };

interface Call {
  params?: Record<string, string>;
  body?: unknown;
  query?: Record<string, string>;
  headers?: Record<string, string>;
}

type BodyOf<Route> = Route extends { response: infer Schema extends z.ZodType } ? z.output<Schema> : undefined;

/** Calls routes of the contract as one of the cast. */
export const callsOf =
  (stage: Stage, gateway: TestGateway) =>
  async <Route extends RouteDefinition>(
    name: DemoName,
    route: Route,
    { params = {}, body, query = {}, headers = {} }: Call = {},
  ): Promise<Answered<BodyOf<Route>>> => {
    const path = route.path.replace(/:(\w+)/g, (_, key: string) => params[key] ?? "");
    const response = await fetch(`${gateway.url}${path}?${new URLSearchParams(query)}`, {
      method: route.method.toUpperCase(),
      headers: {
        authorization: `Bearer ${await stage.token(idOf(name))}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) return { ok: false, status: response.status, code: (JSON.parse(text) as { code: string }).code };
    const parsed = route.response ? route.response.parse(JSON.parse(text)) : undefined;
    return { ok: true, body: parsed as BodyOf<Route> };
  };

/** The body of an answer that had to succeed. */
export function bodyOf<Body>(answered: Answered<Body>): Body {
  if (!answered.ok) throw new Error(`Refused: ${answered.code}`);
  return answered.body;
}

export const refusedAs = (code: string) => expect.objectContaining({ ok: false, code });

/** The handle of somebody whom the viewer of this conversation knows by name. */
export function handleOf(view: ConversationView, name: string): Handle {
  const found = view.roster.participants.find(
    (participant) => participant.leftAt === null && [participant.name, participant.screenName].includes(name),
  );
  if (!found) throw new Error(`${name} is not seen there`);
  return found.handle;
}
