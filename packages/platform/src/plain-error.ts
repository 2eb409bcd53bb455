/** Its message says all that the person at the keyboard needs, so it is shown without a stack. */
export class PlainError extends Error {
  override name = "PlainError";
}
