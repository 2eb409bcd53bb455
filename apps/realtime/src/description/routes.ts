import { CONTRACT_VERSION, realtimeAsyncApi, realtimeOpenApi, routes } from "@kring/domain/contract";
import { describeApi, type HttpApp, mountApiDescription, mountRoute } from "@kring/service-kit";
import type { Admission } from "../session/index.ts";
import { describeAsyncApi } from "./asyncapi.ts";

export function mountDescriptions(app: HttpApp<never, Admission>, publicOrigin: string): void {
  const own = routes.filter((route) => route.service === "realtime");
  mountApiDescription(
    app,
    { json: realtimeOpenApi },
    describeApi(own, {
      title: "Kring, conversations",
      version: `${CONTRACT_VERSION}.0.0`,
      description: "Lists and history of conversations. Live frames are described in /realtime/asyncapi.json.",
    }),
  );
  const asyncApi = JSON.stringify(describeAsyncApi(publicOrigin));
  mountRoute(app, realtimeAsyncApi, ({ response }) => {
    response.type("application/json").send(asyncApi);
  });
}
