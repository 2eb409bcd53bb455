import * as http from "node:http";
import * as https from "node:https";
import { PUSH_BYTES, PushMessage, type PushSubscriptionInput } from "@kring/domain/contract";
import type { Logger, Metrics } from "@kring/service-kit";
import { Counter } from "prom-client";
import webPush from "web-push";
import type { PushConfig } from "../config.ts";
import { lookupPublic, NotPublic } from "./public-address.ts";

export interface Pusher {
  /** The public half, with which browsers subscribe. */
  readonly key: string;
  /**
   * Resolves when the push service took it, told that the device is gone, or when to come again; rejects when it may take it later and
   * didn't say when.
   */
  push(
    device: PushSubscriptionInput,
    what: { notificationId: string; secondsLeft: number },
  ): Promise<"taken" | "gone" | "refused" | { againAfterMs: number }>;
}

const TIMEOUT_MS = 3_000;
/** The same for every push: a device that was away gets the last one only, and nobody learns what it is about. */
const TOPIC = "notice";

/** `contact` is whom push services may turn to: an address as in `MAIL_FROM`. */
export function createPusher(options: {
  config: PushConfig;
  contact: string;
  logger: Logger;
  metrics: Metrics;
}): Pusher {
  const { config, contact, logger, metrics } = options;
  const registers = [metrics.registry];
  const sent = new Counter({ name: "kring_pushes_sent_total", help: "Pushes that a push service took", registers });
  const failed = new Counter({ name: "kring_push_failures_total", help: "Attempts to push that failed", registers });
  const gone = new Counter({ name: "kring_push_devices_gone_total", help: "Devices that were forgotten", registers });
  const vapidDetails = { ...config.keys, subject: `mailto:${/([^<>\s]+@[^<>\s]+?)>?$/.exec(contact)?.[1] ?? contact}` };

  return {
    key: config.keys.publicKey,
    push: async ({ endpoint, keys }, { notificationId, secondsLeft }) => {
      // The library reads "a.example%2eb.example" as another host than a connection does: its token would be for the one and go to the other.
      const device = { endpoint: new URL(endpoint).href, keys };
      const message: PushMessage = PushMessage.parse({ v: 1, id: notificationId });
      const { headers, body } = webPush.generateRequestDetails(device, JSON.stringify(message).padEnd(PUSH_BYTES), {
        vapidDetails,
        TTL: secondsLeft,
        urgency: "normal",
        topic: TOPIC,
      });
      const answer = await post(device.endpoint, headers, body, config.loopbackOrigin).catch((error: unknown) => {
        if (error instanceof NotPublic) return { status: 410, retryAfter: undefined };
        failed.inc();
        throw pushFailure(error);
      });
      const { status } = answer;
      if (status >= 200 && status < 300) {
        sent.inc();
        return "taken";
      }
      if (status === 404 || status === 410) {
        gone.inc();
        return "gone";
      }
      failed.inc();
      if (status === 429 || status >= 500) {
        const againAfterMs = readRetryAfter(answer.retryAfter, Date.now());
        if (againAfterMs > 0) return { againAfterMs };
        throw new Error(`The push was not taken (${status})`);
      }
      // It would be refused again: something about this platform or its keys, not about the device.
      logger.warn({ status }, "a push service refuses what is pushed");
      return "refused";
    },
  };
}

/** RFC 9110: seconds, or a moment; 0 where neither is said. */
function readRetryAfter(value: string | undefined, now: number): number {
  if (value === undefined) return 0;
  const ms = /^\d{1,9}$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - now;
  return ms > 0 ? ms : 0;
}

/** Gives the status that was answered, and when to come again; follows no redirect and reads nothing else of the answer. */
function post(
  endpoint: string,
  headers: http.OutgoingHttpHeaders,
  body: Buffer | string | null,
  loopbackOrigin: string | null,
): Promise<{ status: number; retryAfter: string | undefined }> {
  const url = new URL(endpoint);
  const isLoopback = url.origin === loopbackOrigin;
  const options = {
    method: "POST",
    headers,
    agent: false,
    signal: AbortSignal.timeout(TIMEOUT_MS),
    ...(isLoopback ? {} : { lookup: lookupPublic }),
  };
  return new Promise((resolve, reject) => {
    const request = (isLoopback ? http : https).request(url, options, (response) => {
      resolve({ status: response.statusCode ?? 0, retryAfter: response.headers["retry-after"] });
      response.destroy();
    });
    request.on("error", reject);
    request.end(body);
  });
}

/** An endpoint opens a device to whoever has the key; the queue keeps what is thrown: only a code goes on. */
function pushFailure(error: unknown): Error {
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
  return new Error(`The push was not taken (${/^[A-Z0-9_]{1,30}$/.test(code) ? code : "unknown"})`);
}
