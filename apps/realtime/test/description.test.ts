import { readFile } from "node:fs/promises";
import { clientEvents, routes, serverEvents } from "@kring/domain/contract";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { describeAsyncApi } from "../src/description/index.ts";
import { ORIGIN, startStage } from "./support/stage.ts";

const schemaOfAsyncApi: object = JSON.parse(
  await readFile(new URL(import.meta.resolve("@asyncapi/specs/schemas/3.0.0.json")), "utf8"),
);

interface Channel {
  address: string;
  messages: Record<string, { payload: object }>;
}

describe("the published descriptions", () => {
  test("every route of the contract that is the gateway's is mounted, and answers", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    const own = routes.filter(({ service }) => service === "realtime");
    expect([...gateway.http.mounted].toSorted()).toEqual(own.map(({ id }) => id).toSorted());
    for (const { path, method, access } of own) {
      const url = `${gateway.url}${path.replace(/:\w+/g, "x")}`;
      const response = await fetch(url, { method: method.toUpperCase() });
      expect(response.status, path).toBe({ public: 200, token: 401, session: 401, service: 404 }[access]);
    }
    const openApi = (await (await fetch(`${gateway.url}/realtime/openapi.json`)).json()) as { paths: object };
    expect(Object.keys(openApi.paths)).toContain("/realtime/v1/conversations/{conversationId}/entries");
  });

  test("the description of sockets and NATS is valid AsyncAPI 3", () => {
    const validate = new Ajv({ meta: false, validateSchema: false, strict: false, validateFormats: false }).compile(
      schemaOfAsyncApi,
    );
    const document = describeAsyncApi(ORIGIN);
    expect(validate(document), JSON.stringify(validate.errors?.slice(0, 5))).toBe(true);
    expect(validate({ ...document, channels: { broken: { address: 7 } } })).toBe(false);
  });

  test("it holds each event and frame of the contract, and every reference leads somewhere", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    const document = (await (await fetch(`${gateway.url}/realtime/asyncapi.json`)).json()) as {
      channels: Record<string, Channel>;
    };
    const names = Object.keys(document.channels.sockets?.messages ?? {});
    expect(names.toSorted()).toEqual(
      [
        ...Object.keys(clientEvents).flatMap((name) => [`event.${name}`, `ack.${name}`]),
        ...Object.keys(serverEvents).map((name) => `frame.${name}`),
      ].toSorted(),
    );
    const references = JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g);
    for (const [, path = ""] of references) {
      const found = path.split("/").reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], document);
      expect(found, path).toBeDefined();
    }
  });
});
