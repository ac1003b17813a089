/** The desk at work: the report and event at hand, the one that comes next, what was decided, and how to undo it. */
import { go } from "../address/address.svelte";
import { fill } from "../address/pattern";
import { Problem } from "../api/problem";
import type { BegunWork, Conflict, DecisionKind, DecisionOut, DeskEvent, EventForm, NextAnswer, ReportPage } from "../api/types";
import type { Word } from "../i18n/words";
import { desk as words } from "../i18n/words/desk";
import { BegunHere } from "./begun";
import { copyOf, correction, emptyForm } from "./draft";
import { FormState } from "./form.svelte";
import { Points } from "./points";
import { askNext, askReport, conflictOf, decide, type Decision, type Filters } from "./requests";

export const DESK = "/desk/:report/:n";
/** How long a decision can be undone by one key. */
export const UNDO_SECONDS = 10;

/** How many lines the server lets a question pass over. */
const SKIPPED = 100;

export interface Done {
  readonly word: Word;
  /** Takes the decision back; null where that cannot be. */
  readonly undo: (() => Promise<void>) | null;
}

export interface Clash {
  readonly conflict: Pick<Conflict, "current">;
  readonly mine: EventForm;
  readonly decision: Decision;
  /** Words of the event's own report; another may stand at the desk by now. */
  readonly said: FormState["said"];
  /** Whether mine was begun some time ago and is offered now; else it was just sent. */
  readonly wasBegun: boolean;
}

/** What a person makes of two versions; "later" leaves theirs aside for another time. */
export type Way = "theirs" | "mine" | "edit" | "later";

const SAID: Readonly<Record<DecisionKind, Word>> = {
  accept: words.didAccept, correct: words.didCorrect, reject: words.didReject, not_event: words.didNotEvent, undo: words.didUndo,
};

export class Desk {
  report: ReportPage | null = $state.raw(null);
  event: DeskEvent | null = $state.raw(null);
  form: FormState | null = $state.raw(null);
  note = $state("");
  total: number | null = $state(null);
  nothingLeft = $state(false);
  trouble: unknown = $state.raw(null);
  clash: Clash | null = $state.raw(null);
  done: Done | null = $state.raw(null);
  busy = $state(false);
  filters: Filters = {};
  /** When the work on this event that is not decided yet was kept; null where there is none. */
  begunAt: string | null = $state(null);
  readonly #begun = new BegunHere((error) => (this.trouble = error));
  /** The form and note as they were shown or kept last. */
  #stood = "";
  #decided: FormState | null = null;
  #next: Promise<NextAnswer> | null = null;
  #pages = new Map<string, ReportPage>();
  /** Lines of the queue that this person has just had: passed over ones do not come back at once. */
  #had: readonly number[] = [];

  /** Show an event of a report; asks for the report where it is not here already, and for what comes next. */
  async open(report: string, n: number): Promise<void> {
    this.trouble = null;
    this.nothingLeft = false;
    void this.leave();
    try {
      const page = this.#pages.get(report) ?? (await askReport(report));
      this.#keepPage(page);
      this.#show(page, n);
    } catch (error) {
      this.trouble = error;
      return;
    }
    this.#next = this.#askAfter(report, n);
    this.#next.then((answer) => (this.total = answer.total)).catch(() => (this.#next = null));
  }

  /** The next of the queue that is not this event, whose line may not be known when it was opened by a link. */
  async #askAfter(report: string, n: number): Promise<NextAnswer> {
    const answer = await askNext(this.filters, this.#had);
    if (answer.item?.report !== report || answer.item.n !== n) return answer;
    this.#had = [...this.#had, answer.item.no].slice(-SKIPPED);
    return askNext(this.filters, this.#had);
  }

  /** Go to the next event to check, at once where it is here already; `replace` leaves no step to go back to. */
  async next(replace = false): Promise<void> {
    this.busy = true;
    try {
      const answer = await (this.#next ?? this.#askAfter(this.event?.report ?? "", this.event?.n ?? -1));
      this.#next = null;
      this.total = answer.total;
      if (!answer.item || !answer.report) {
        this.nothingLeft = true;
        this.event = this.form = this.report = null;
        return;
      }
      this.#keepPage(answer.report);
      this.#had = [...this.#had, answer.item.no].slice(-SKIPPED);
      this.go(answer.item.report, answer.item.n, replace);
    } catch (error) {
      this.trouble = error;
    } finally {
      this.busy = false;
    }
  }

  go(report: string, n: number, replace = false): void {
    go(fill(DESK, { report, n }), this.filters, replace);
  }

  /** The event `by` steps away in the same report, in the order of the text. */
  step(by: number): void {
    const events = this.report?.events ?? [];
    const at = events.findIndex(({ n }) => n === this.event?.n);
    const other = events[at + by];
    if (other) this.go(other.report, other.n);
  }

  /** Decide the event and go on; the next one does not wait for the answer. */
  decide(kind: DecisionKind): void {
    const { event, form } = this;
    if (!event || !form) return;
    const isCorrection = kind === "accept" && form.isChanged;
    const decision: Decision = {
      kind: isCorrection ? "correct" : kind,
      row_version: event.row_version,
      ...(isCorrection ? { fields: correction(form.base, form.draft) } : {}),
      ...(this.note.trim() ? { note: this.note.trim() } : {}),
    };
    this.#decided = form;
    const saved = this.#send(event, decision, form);
    this.note = "";
    this.tell(SAID[decision.kind], async () => {
      const out = await saved;
      if (!out) return;
      const back = await decide(event.report, event.n, { kind: "undo", row_version: out.event.row_version });
      this.#replace(back.event);
      this.go(event.report, event.n);
      if (this.event?.report === event.report && this.event.n === event.n) this.#show(this.#pages.get(event.report) ?? null, event.n);
    });
    void this.next();
  }

  async #send(event: DeskEvent, decision: Decision, form: Pick<Clash, "said"> & { readonly draft: EventForm }): Promise<DecisionOut | null> {
    try {
      await this.#begun.keeper.forget(); // what is on its way must not arrive behind the decision
      const out = await decide(event.report, event.n, decision);
      this.#begun.end(event);
      this.#replace(out.event);
      return out;
    } catch (error) {
      this.done = null;
      const conflict = conflictOf(error);
      if (conflict) this.clash = { conflict, mine: form.draft, decision, said: form.said, wasBegun: false };
      else this.trouble = error;
      return null;
    }
  }

  /** Settle a conflict: leave what stands, write over it knowingly, or go on from it. */
  async settle(way: Way): Promise<void> {
    const { clash } = this;
    this.clash = null;
    if (!clash) return;
    const { current } = clash.conflict;
    this.#replace(current);
    if (way === "theirs") {
      this.#begun.giveUp(current);
      if (this.event?.key === current.key) this.begunAt = null;
    }
    if (way === "later" && !clash.wasBegun) {
      const { fields = {}, note = "", row_version } = clash.decision; // what was sent and refused is offered again
      if (this.#begun.keep(current, clash.mine, fields, note, row_version)) void this.leave();
    }
    if (way === "edit" && clash.wasBegun) {
      if (this.form) this.form.draft = copyOf(clash.mine);
      this.note = clash.decision.note ?? "";
      return;
    }
    if (way === "mine") await this.#send(current, { ...clash.decision, row_version: current.row_version }, { draft: clash.mine, said: clash.said });
    if (way === "mine" && this.event?.key === current.key) this.#show(this.#pages.get(current.report) ?? null, current.n);
    if (way === "edit") this.go(current.report, current.n);
  }

  /** Take note of a change under the person's hands: it is kept once they rest. */
  touched(): void {
    const { event, form } = this;
    const now = form ? JSON.stringify([form.draft, this.note]) : "";
    if (!event || !form || form === this.#decided || now === this.#stood) return;
    this.#stood = now;
    this.begunAt = this.#begun.keep(event, form.draft, correction(form.base, form.draft), this.note.trim())?.at ?? null;
  }

  /** Give up what was begun on this event; undo brings it back. */
  giveUp(): void {
    const { event, form } = this;
    if (!event || !form) return;
    if (!form.isChanged && !this.note) {
      this.begunAt = null; // it was laid aside, and does not stand in the form
      this.#begun.giveUp(event);
      return;
    }
    const [draft, note] = [form.draft, this.note];
    form.draft = copyOf(form.base);
    this.note = "";
    this.tell(words.didGiveUp, async () => {
      if (this.form !== form) this.go(event.report, event.n);
      form.draft = draft;
      if (this.form === form) this.note = note;
      this.#begun.keep(event, draft, correction(form.base, draft), note);
      return Promise.resolve();
    });
  }

  /** Keep at once what waits; `closing` lets it outlive the page. */
  leave(closing = false): Promise<void> {
    return this.#begun.keeper.flush(closing);
  }

  /** Tell what was done, with the way back for some seconds. */
  tell(word: Word, undo: Done["undo"]): void {
    const done: Done = { word, undo };
    this.done = done;
    setTimeout(() => {
      if (this.done === done) this.done = null;
    }, UNDO_SECONDS * 1000);
  }

  async undo(): Promise<void> {
    const { done } = this;
    if (!done?.undo) return;
    this.done = null;
    try {
      await done.undo();
      this.tell(words.didUndo, null);
    } catch (error) {
      this.trouble = error;
    }
  }

  /** Ask for the report anew, after events were added or joined. */
  async refresh(n: number | null = null): Promise<void> {
    const id = this.report?.id;
    if (!id) return;
    await this.leave();
    const page = await askReport(id);
    this.#keepPage(page);
    if (this.report?.id === id) this.#show(page, n ?? this.event?.n ?? 0);
  }

  #show(page: ReportPage | null, n: number): void {
    const event = page?.events.find((one) => one.n === n) ?? null;
    this.report = page;
    this.event = event;
    if (page && !event) this.trouble = new Problem(404, `${page.id}#${n}`);
    const base = event?.person ?? event?.machine ?? emptyForm();
    const begun = page && event ? this.#begun.of(page, event) : null;
    const isFresh = begun?.row_version === event?.row_version;
    const points = new Points(page?.text ?? "");
    this.form = page && event ? new FormState(page.id, points, base, event.field_confidence, begun && isFresh ? begun.form : base) : null;
    this.note = begun && isFresh ? (begun.note ?? "") : "";
    this.begunAt = begun?.at ?? null;
    this.#decided = null;
    this.#stood = this.form ? JSON.stringify([this.form.draft, this.note]) : "";
    if (begun && event && this.form && !isFresh) this.#offer(event, begun, this.form);
  }

  /** Somebody decided since the work was begun: both are shown, nothing is applied. */
  #offer(event: DeskEvent, begun: BegunWork, form: FormState): void {
    const fields = correction(form.base, begun.form);
    const note = begun.note ? { note: begun.note } : {};
    if (Object.keys(fields).length === 0 && !begun.note) {
      this.begunAt = null; // what stands says it already
      this.#begun.giveUp(event);
      return;
    }
    const kind: DecisionKind = Object.keys(fields).length > 0 ? "correct" : "accept";
    const decision: Decision = { kind, row_version: event.row_version, ...(kind === "correct" ? { fields } : {}), ...note };
    this.clash = { conflict: { current: event }, mine: begun.form, decision, said: form.said, wasBegun: true };
  }

  /** An event as it stands now, in the pages kept and on the desk; a form under somebody's hands is not touched. */
  #replace(event: DeskEvent): void {
    const page = this.#pages.get(event.report);
    if (!page) return;
    const fresh = { ...page, events: page.events.map((one) => (one.n === event.n ? event : one)) };
    this.#pages.set(event.report, fresh);
    if (this.report?.id !== event.report) return;
    this.report = fresh;
    if (this.event?.n === event.n) this.event = event;
  }

  #keepPage(page: ReportPage): void {
    this.#pages.delete(page.id);
    this.#pages.set(page.id, page);
    for (const id of [...this.#pages.keys()].slice(0, -8)) this.#pages.delete(id); // eight reports behind is enough
  }
}
