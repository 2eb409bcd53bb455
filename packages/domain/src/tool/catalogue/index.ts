import type { CatalogueTool } from "../../contract/index.ts";
import { besideSomebody } from "./beside-somebody.ts";
import { breathing } from "./breathing.ts";
import { moodPerWeek } from "./mood-per-week.ts";
import { sleepDiary } from "./sleep-diary.ts";
import { worrying } from "./worrying.ts";

/** The tools that can be assigned to a client, in the order in which they are offered. */
export const catalogue: readonly CatalogueTool[] = [worrying, sleepDiary, moodPerWeek, breathing];

/** The tools that a related person can start for themself (P-08). */
export const relatedPersonCatalogue: readonly CatalogueTool[] = [besideSomebody, breathing];

const byKey = new Map([...catalogue, ...relatedPersonCatalogue].map((tool) => [tool.key, tool]));

/** A tool of any catalogue by its key; undefined where this version has no such tool. */
export const findCatalogueTool = (key: string): CatalogueTool | undefined => byKey.get(key);
