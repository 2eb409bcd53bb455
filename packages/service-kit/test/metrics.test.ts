import { defineRoute } from "@kring/domain/contract";
import { expect, onTestFinished, test } from "vitest";
import { createMetrics, createPool, mountRoute, startMetricsServer } from "../src/index.ts";
import { createDatabase, createTestApp, serve, silent } from "./support.ts";

test("metrics are served on a port of their own, by route and status, without ids", async () => {
  const app = createTestApp();
  const route = defineRoute({
    id: "read-thing",
    service: "api",
    method: "get",
    path: "/api/things/:thingId",
    summary: "Read a thing",
    access: "public",
    limit: { points: 9, seconds: 9 },
  });
  mountRoute(app, route, () => undefined);
  const { call } = await serve(app);
  const { metrics } = app.options;
  const server = await startMetricsServer(metrics, { host: "127.0.0.1", port: 0 });
  onTestFinished(() => server.close(0));
  await call("GET", "/api/things/canary-id");
  await call("GET", "/api/other/canary-id");
  const url = `http://127.0.0.1:${server.port}`;
  const text = await (await fetch(`${url}/metrics`)).text();
  expect(text).toMatch(/kring_http_seconds_count\{.*route="read-thing",status="200"\} 1/);
  expect(text).toMatch(/kring_http_seconds_count\{.*route="other",status="404"\} 1/);
  expect(text).toContain("process_cpu_seconds_total");
  expect(text).not.toContain("canary");
  expect((await fetch(`${url}/`)).status).toBe(404);
  expect((await call("GET", "/metrics")).status).toBe(404);
});

test("connections of a pool are counted when somebody asks", async () => {
  const { url } = await createDatabase();
  const metrics = createMetrics("api");
  const pool = createPool({ url, max: 2, name: "some-pool", logger: silent, metrics });
  onTestFinished(() => pool.end());
  const client = await pool.connect();
  const read = async (state: string) =>
    new RegExp(`kring_pool_connections\\{pool="some-pool",state="${state}".*\\} (\\d)`).exec(
      await metrics.registry.metrics(),
    )?.[1];
  expect([await read("open"), await read("idle"), await read("waiting")]).toEqual(["1", "0", "0"]);
  client.release();
  expect([await read("open"), await read("idle")]).toEqual(["1", "1"]);
});
