/** Work that a person began and has not decided yet: kept by the server some moments after the last change, and on leaving. */
import type { BegunWork, DeskEvent, EventFields, EventForm, ReportPage } from "../api/types";
import { emptyForm } from "./draft";
import { dropBegun, keepBegun } from "./requests";

/** How long the hands must rest before a change is kept. */
export const REST_MS = 1500;

/** How many bytes a browser sends of a page that is being closed; it refuses more than 64 KiB in all. */
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
        await keepBegun(report, n, begun, leaving && new Blob([JSON.stringify(begun)]).size < LAST_WORDS);
      }
    } catch (error) {
      this.ontrouble(error);
    }
  }
}

/** Work begun in this visit, newer than what pages tell, and its way to the server. */
export class BegunHere {
  readonly keeper: Keeper;
  /** By record; null where it was decided or given up. */
  #works = new Map<string, BegunWork | null>();

  constructor(ontrouble: (error: unknown) => void) {
    this.keeper = new Keeper(ontrouble);
  }

  of(page: ReportPage, event: DeskEvent): BegunWork | null {
    const here = this.#works.get(event.key);
    return here === undefined ? (page.begun.find(({ n }) => n === event.n) ?? null) : here;
  }

  /** Keep what a person changed or wrote once their hands rest; null where that is nothing. */
  keep(event: DeskEvent, form: EventForm, fields: EventFields, note: string, row_version = event.row_version): BegunWork | null {
    const { report, n } = event;
    const work: Work = { report, n, row_version, fields, note };
    const kept = isNothing(work) ? null : { n, row_version, form, fields: Object.keys(fields), note: note || null, at: new Date().toISOString() };
    this.#works.set(event.key, kept);
    this.keeper.later(work);
    return kept;
  }

  /** The person decided, and the server dropped it with that. */
  end(event: DeskEvent): void {
    this.#works.set(event.key, null);
  }

  giveUp(event: DeskEvent): void {
    this.keep(event, emptyForm(), {}, "");
    void this.keeper.flush();
  }
}
