import type { notifiedPages, secretPages } from "@kring/domain/contract";
import type { RegisteredRouter } from "@tanstack/react-router";
import { expectTypeOf, test } from "vitest";
import type {} from "../src/app/router.tsx";

/** A path with "*" in the place of each id. */
type Shape<Path extends string> = Path extends `${infer Part}/${infer Rest}`
  ? `${ShapeOfPart<Part>}/${Shape<Rest>}`
  : ShapeOfPart<Path>;
type ShapeOfPart<Part extends string> = Part extends `:${string}` | `$${string}` ? "*" : Part;

/** What the router knows; "/$" is the page of all that it doesn't. */
type Known = Shape<Exclude<keyof RegisteredRouter["routesByPath"] & string, "/$" | "">>;
type Missing<Path extends string> = Exclude<Shape<Path>, Known>;

// The types are the test: `npm run check` fails where one of them does not hold.
test("N-01 notifications, and the mails behind them, lead to pages that are there", () => {
  expectTypeOf<Missing<(typeof notifiedPages)[number]>>().toBeNever();
  expectTypeOf<Missing<`/${(typeof secretPages)[number]}`>>().toBeNever();
  expectTypeOf<Missing<"/clients/:id/nowhere" | "/circle">>().toEqualTypeOf<"/clients/*/nowhere">();
});
