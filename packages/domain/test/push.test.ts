import { describe, expect, test } from "vitest";
import { mayPushTo, pushSecondsLeft } from "../src/index.ts";

describe("N-02 where a push may go", () => {
  test.each([
    "https://fcm.googleapis.com/fcm/send/c1:APA91b",
    "https://updates.push.services.mozilla.com/wpush/v2/gAAAA",
    "https://web.push.apple.com/QGuQyavX",
    "https://wns2-par02p.notify.windows.com/w/?token=BQYAAA",
    "https://push.xn--bcher-kva.example/1",
  ])("to a public push service: %s", (endpoint) => {
    expect(mayPushTo(new URL(endpoint), null)).toBe(true);
  });

  test.each([
    "http://push.example.com/1",
    "https://push.example.com:8443/1",
    "https://user:secret@push.example.com/1",
    "https://push.example.com/1#2",
    "https://localhost/1",
    "https://printer.local/1",
    "https://api.internal/1",
    "https://postgres/1",
    "https://127.0.0.1/1",
    "https://2130706433/1",
    "https://0x7f.1/1",
    "https://[::1]/1",
    "https://[::ffff:10.0.0.1]/1",
    "https://push.example.com./1",
    "ftp://push.example.com/1",
  ])("never to %s", (endpoint) => {
    expect(mayPushTo(new URL(endpoint), null)).toBe(false);
  });

  test("an origin for tests is allowed alone, and exactly", () => {
    const origin = "http://127.0.0.1:4321";
    expect(mayPushTo(new URL("http://127.0.0.1:4321/device/1"), origin)).toBe(true);
    expect(mayPushTo(new URL("http://127.0.0.1:4322/device/1"), origin)).toBe(false);
    expect(mayPushTo(new URL("http://127.0.0.1:4321@push.example.com/1"), origin)).toBe(false);
    expect(mayPushTo(new URL("http://a:b@127.0.0.1:4321/1"), origin)).toBe(false);
  });
});

describe("N-01 how long a push is worth something", () => {
  test("a day from the notification on, and no moment less than nothing", () => {
    expect(pushSecondsLeft(0, 0)).toBe(86_400);
    expect(pushSecondsLeft(0, 86_399_500)).toBe(0);
    expect(pushSecondsLeft(0, 80_000_000)).toBe(6_400);
    expect(pushSecondsLeft(0, 999_999_999)).toBe(0);
  });
});
