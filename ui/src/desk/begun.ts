/** Work that a person began and has not decided yet: kept by the server some moments after the last change, and on leaving. */
import type { EventFields } from "../api/types";
import { dropBegun, keepBegun } from "./requests";

/** How long the hands must rest before a change is kept. */
export const REST_MS = 1500;

/** What a browser sends of a page that is being closed. */
const LAST_WORDS = 60_000;

export interface Work {
  readonly report: string;
  readonly n: number;
  readonly row_version: number;
  readonly fields: EventFields;
  readonly note: string;
}

export function isNothing(work: Work): boolean {
  return Object.keys(work.fields).length === 0 && work.note === "";
}

/** Keeps work one piece after another, so that an older one never comes behind a newer one or behind a decision. */
export class Keeper {
  #waiting: Work | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sent: Promise<void> = Promise.resolve();

  constructor(readonly ontrouble: (error: unknown) => void) {}

  /** Keep this once the hands rest; what waits of another record is kept at once. */
  later(work: Work): void {
    const before = this.#waiting;
    if (before && (before.report !== work.report || before.n !== work.n)) void this.flush();
    this.#waiting = work;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), REST_MS);
  }

  /** Keep at once what waits; `leaving` lets it outlive the page. Ends when all is kept. */
  flush(leaving = false): Promise<void> {
    const work = this.#waiting;
    this.forget();
    if (work) this.#sent = this.#sent.then(() => this.#keep(work, leaving));
    return this.#sent;
  }

  /** Keep no more of what waits, as it is being decided. Ends when what was on its way has arrived. */
  forget(): Promise<void> {
    this.#waiting = null;
    clearTimeout(this.#timer);
    return this.#sent;
  }

  async #keep(work: Work, leaving: boolean): Promise<void> {
    const { report, n, row_version, fields, note } = work;
    try {
      if (isNothing(work)) await dropBegun(report, n);
      else {
        const begun = { row_version, fields, ...(note ? { note } : {}) };
        await keepBegun(report, n, begun, leaving && JSON.stringify(begun).length < LAST_WORDS);
      }
    } catch (error) {
      this.ontrouble(error);
    }
  }
}
