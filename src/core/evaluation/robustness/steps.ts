// Long work in steps: whoever runs it says how far it is, lets others in between, or stops.

/** Yields the share that is done, 0 … 1; returns the result. */
export type Steps<T> = Generator<number, T, void>

/** All steps at once. */
export function complete<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}
