/** A broken assumption of the program itself; it ends the transaction and is logged once, it is never an answer to bad input. */
export class AssertionFailed extends Error {
  override readonly name = 'AssertionFailed';
}

/** Stops the work when an assumption of the program does not hold. Assertions stay on in production. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new AssertionFailed(message);
}
