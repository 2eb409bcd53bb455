import { z } from "zod";

/** What a word that its reader does not know is read as. Nobody sends it where they know better. */
export const UNKNOWN = "unknown";

/** A word beside those that this reader knows: of another version of the contract. Read as `unknown`. */
export const unknownOf = (known: readonly string[]) =>
  z
    .string()
    .refine((word) => !known.includes(word))
    .overwrite(() => UNKNOWN) as unknown as z.ZodType<typeof UNKNOWN, string>;
