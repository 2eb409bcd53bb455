import type { TestProject } from "vitest/node";
import { type Groundwork, layGroundwork } from "./groundwork.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Laid once per run: `startWorld({ groundwork: inject("groundwork") })`. */
    groundwork: Groundwork;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { groundwork, remove } = await layGroundwork();
  project.provide("groundwork", groundwork);
  return remove;
}
