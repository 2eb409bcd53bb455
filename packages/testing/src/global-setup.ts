import type { TestProject } from "vitest/node";
import { type Cluster, startCluster } from "./cluster.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** One Postgres per run; each world copies its databases: `startWorld({ cluster: inject("cluster") })`. */
    cluster: Cluster;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { cluster, stop } = await startCluster();
  project.provide("cluster", cluster);
  return stop;
}
