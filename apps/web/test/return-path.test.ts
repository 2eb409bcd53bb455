import { describe, expect, it } from "vitest";
import { safeReturnPath } from "../src/shared/return-path.ts";

describe("the way back after signing in", () => {
  it.each(["/conversations", "/conversations/5a?x=1", "/profile/security", "/"])("is kept: %s", (path) => {
    expect(safeReturnPath(path)).toBe(path);
  });

  it.each([
    "https://elders.example/",
    "//elders.example/a",
    "/\\elders.example",
    "/\t/elders.example",
    "/..//elders.example",
    "/./\u0000/elders.example",
    "javascript:alert(1)",
    "conversations",
    "",
    "/sign-in",
    "/sign-in/",
    "/reset-password?token=1",
    "/api/v1/sign-out",
    undefined,
    ["/conversations"],
  ])("is home instead of %j", (path) => {
    expect(safeReturnPath(path)).toBe("/");
  });
});
