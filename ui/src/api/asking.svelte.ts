/** A question to the server that follows the state of a page: asked anew when its address changes, the last answer kept meanwhile. */
import { read, type Address } from "./client";

export interface Asked<T> {
  /** The newest answer; while another is awaited, the one before. */
  readonly answer: T | null;
  readonly trouble: unknown;
  readonly waiting: boolean;
  again: () => void;
}

/**
 * Ask a question of the server. To be called while a component is set up.
 *
 * @param question gives the address, null where there is nothing to ask; a change of what it reads asks again.
 */
export function asking<T>(question: () => Address<T> | null): Asked<T> {
  let answer: T | null = $state.raw(null);
  let trouble: unknown = $state.raw(null);
  let waiting = $state(false);
  let round = $state(0);
  // Derived, so that a change of state that leads to the same question asks nothing.
  const asked = $derived(question());

  $effect(() => {
    void round;
    trouble = null;
    if (asked === null) {
      answer = null;
      waiting = false;
      return;
    }
    const stop = new AbortController();
    waiting = true;
    read(asked, { signal: stop.signal })
      .then((told) => {
        answer = told;
        waiting = false;
      })
      .catch((error: unknown) => {
        if (stop.signal.aborted) return;
        trouble = error;
        waiting = false;
      });
    return () => stop.abort();
  });

  return {
    get answer() {
      return answer;
    },
    get trouble() {
      return trouble;
    },
    get waiting() {
      return waiting;
    },
    again: () => (round += 1),
  };
}
