/** A question to the server that follows the state of a page: asked anew when its address changes, the last answer kept meanwhile. */
import { send } from "../api/send";

export interface Asked<T> {
  /** The newest answer; while another is awaited, the one before. */
  readonly answer: T | null;
  readonly trouble: unknown;
  readonly waiting: boolean;
  again: () => void;
}

/**
 * Ask for what an address gives. To be called while a component is set up.
 *
 * @param path gives the address, null where there is nothing to ask; a change of what it reads asks again.
 */
export function asking<T>(path: () => string | null): Asked<T> {
  let answer: T | null = $state.raw(null);
  let trouble: unknown = $state.raw(null);
  let waiting = $state(false);
  let round = $state(0);
  // Derived, so that a change of state that leads to the same question asks nothing.
  const asked = $derived(path());

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
    send("GET", asked, { signal: stop.signal })
      .then((told) => {
        // The generated types tell what this address answers; the server's own tests hold it to them.
        answer = told as T;
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
