import type { Groundwork } from "@kring/testing";

/** Where a platform is for browsers, and where the process is asked that runs it. */
export interface Place {
  origin: string;
  address: string;
}

interface Prepared {
  groundwork: Groundwork;
  /** One for each worker. */
  stages: Place[];
}

const VARIABLE = "KRING_PREPARED";

/** What the global setup hands on to the workers. */
export function handOn(prepared: Prepared): void {
  process.env[VARIABLE] = JSON.stringify(prepared);
}

/** Empty where tests are only listed. */
export const { groundwork, stages }: Prepared = JSON.parse(process.env[VARIABLE] ?? '{ "stages": [] }');
