import type { z } from "zod";

/**
 * A field that came with a later version of the contract: where an earlier one leaves it out it is read as `otherwise`, which
 * says and allows the least. Whoever writes one now still has to say it.
 */
export const cameLater = <Schema extends z.ZodType>(schema: Schema, otherwise: z.output<Schema>) =>
  schema.default(otherwise as never) as unknown as z.ZodType<z.output<Schema>, z.input<Schema>>;
