import type { Edit } from "@kring/testing";

/** A leak or a bug that is planted on purpose: the proof has to find it, or its zeros mean nothing. */
export interface Fault {
  name: string;
  /** Each stands exactly once in its file. Where two walls stand, both are broken. */
  edits: readonly Edit[];
  caughtBy: Check;
}

/** One check of the proof: a test, by its project, file and title. */
export interface Check {
  project: string;
  file: string;
  title: string;
}

/** A check by its project and file, for its titles. */
export const check = (project: string, file: string) => (title: string) => ({
  project: `@kring/${project}`,
  file,
  title,
});
