import "i18next";
import type { Patterns } from "./words.ts";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "common";
    resources: Patterns;
  }
}
