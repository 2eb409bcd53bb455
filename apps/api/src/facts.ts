import type { AccountsEvent } from "@kring/domain/contract";
import { appendEvent, type EventInput, type Executor } from "@kring/service-kit";
import type { z } from "zod";

/** Tells other services of a change, in its transaction; gives the id of the event. */
export const appendFact = (
  { executor }: { executor: Executor },
  fact: EventInput<z.input<typeof AccountsEvent>>,
): Promise<string> => appendEvent<z.input<typeof AccountsEvent>>(executor, fact);
