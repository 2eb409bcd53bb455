import { registerHooks } from "node:module";

// dependency-cruiser reads modules through TypeScript's JavaScript API, which the native TypeScript 7 doesn't have:
// with 7 it finds no modules at all, and no error.
registerHooks({
  resolve: (specifier, context, next) =>
    next(
      context.parentURL?.includes("/dependency-cruiser/")
        ? specifier.replace(/^typescript(?=\/|$)/, "typescript-6")
        : specifier,
      context,
    ),
});
