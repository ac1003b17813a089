/** The form in use: a draft over what stands, the field in the light, words selected, and what was read from them. */
import type { EventFields, EventForm, Span } from "../api/types";
import { bareReading, changedFields, copyOf, withoutField, withReading } from "./draft";
import type { FieldName } from "./fields";
import { Points } from "./points";
import { readWords } from "./requests";
import { cursorSpan, moved, select, selectedSpan, wordsIn, type WordCursor } from "./selection";

export interface Lit {
  readonly field: FieldName;
  /** Index of one value; null for the whole field. */
  readonly item: number | null;
}

/** Words read again for a field, shown before they are kept. */
export interface Proposal {
  readonly field: FieldName;
  readonly span: Span;
  readonly words: string;
  /** Null while the server reads. */
  readonly fields: EventFields | null;
  /** Whether a rule read a value; else the words stand bare. */
  readonly read: boolean;
}

/** Whether a reading says anything: what no rule read may still have been looked up, as a place in the gazetteer. */
function holds(fields: EventFields): boolean {
  return Object.values(fields).some((value) => value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0));
}

/** How far an arrow up or down moves the word cursor: about a line. */
const LINE = 12;

export class FormState {
  draft: EventForm = $state.raw() as EventForm;
  lit: Lit | null = $state.raw(null);
  picked: Span | null = $state.raw(null);
  editing: FieldName | null = $state(null);
  proposal: Proposal | null = $state.raw(null);
  trouble: unknown = $state.raw(null);
  cursor: WordCursor | null = $state.raw(null);
  readonly changed: FieldName[] = $derived.by(() => changedFields(this.base, this.draft));
  readonly isChanged: boolean = $derived.by(() => JSON.stringify(this.base) !== JSON.stringify(this.draft));
  /** Where the report's text stands in the document. */
  holder: HTMLElement | null = null;
  #words: readonly Span[] | null = null;
  #opened: EventForm | null = null;

  constructor(
    readonly report: string,
    readonly points: Points,
    readonly base: EventForm,
    readonly confidence: Readonly<Record<string, number>> = {},
    start: EventForm = base,
  ) {
    this.draft = copyOf(start);
  }

  said = (start: number, end: number): string => this.points.slice(start, end);

  /** Begin to edit a field; what stood there comes back if the person gives up. */
  edit(field: FieldName): void {
    if (this.editing === field) return;
    this.#opened = this.draft;
    this.editing = field;
    this.lit = { field, item: null };
  }

  endEdit(keep: boolean): void {
    if (!keep && this.#opened) this.draft = this.#opened;
    this.#opened = null;
    const field = this.editing;
    this.editing = null;
    if (field) this.focus(field);
  }

  set(changes: Partial<EventForm>): void {
    this.draft = { ...this.draft, ...changes };
  }

  unstated(field: FieldName): void {
    this.draft = withoutField(this.draft, field);
  }

  restore(field: FieldName, from: EventForm): void {
    const part = field === "type" ? { type: from.type, scope: from.scope, type_words: from.type_words } : { [field]: from[field] };
    const dates = field === "date" ? { date_words: from.date_words, date_start: from.date_start, date_end: from.date_end, date_basis: from.date_basis } : {};
    this.set(copyOf({ ...part, ...dates }));
  }

  /** Look at what is selected in the document now. */
  look(): void {
    if (this.holder) this.picked = selectedSpan(this.holder, this.points);
  }

  /** Read the selected words again for a field; nothing is kept yet. */
  async read(field: FieldName): Promise<void> {
    const span = this.picked;
    if (!span) return;
    const words = this.points.slice(span.start, span.end);
    const waiting: Proposal = { field, span, words, fields: null, read: true };
    this.proposal = waiting;
    this.trouble = null;
    try {
      const answer = await readWords(this.report, span, field);
      if (this.proposal !== waiting) return; // another field was asked for meanwhile
      this.proposal = { ...waiting, read: answer.read, fields: holds(answer.fields) ? answer.fields : bareReading(field, words, span) };
    } catch (error) {
      if (this.proposal === waiting) this.proposal = null;
      this.trouble = error;
    }
  }

  /** Keep what was read: after what stands in the field, or in its place. */
  keep(replace: boolean): void {
    const found = this.proposal;
    if (!found?.fields) return;
    this.draft = withReading(this.draft, found.field, found.fields, replace);
    this.proposal = null;
    this.clearPick();
    if (found.read) this.focus(found.field);
    else this.edit(found.field);
  }

  giveUp(): void {
    this.proposal = null;
  }

  clearPick(): void {
    getSelection()?.removeAllRanges();
    this.picked = null;
    this.cursor = null;
  }

  /** Start taking words by key, at the words of the field in the light, or at the event's clause. */
  startCursor(): void {
    const words = (this.#words ??= wordsIn(this.points));
    const from = this.lit ? this.draft.spans[0]?.start : 0;
    const at = Math.max(0, words.findIndex((one) => one.end > (from ?? 0)));
    this.cursor = { anchor: at, head: at };
    this.#showCursor();
  }

  /** Move the word cursor by an arrow key, in the direction of the text; false where there is none or no arrow. */
  cursorKey(event: KeyboardEvent): boolean {
    if (!this.cursor || !this.holder) return false;
    const onward = getComputedStyle(this.holder).direction === "rtl" ? 1 : -1;
    const by = { ArrowLeft: onward, ArrowRight: -onward, ArrowUp: -LINE, ArrowDown: LINE }[event.key];
    if (by === undefined) return false;
    this.moveCursor(by, event.shiftKey);
    return true;
  }

  /** Give up what is begun, the last first; false where nothing is. */
  close(): boolean {
    if (this.proposal) this.giveUp();
    else if (this.editing) this.endEdit(false);
    else if (this.picked) this.clearPick();
    else return false;
    return true;
  }

  moveCursor(by: number, extend: boolean): void {
    if (!this.cursor) return;
    this.cursor = moved(this.cursor, by, this.#words?.length ?? 0, extend);
    this.#showCursor();
  }

  #showCursor(): void {
    const span = this.cursor && cursorSpan(this.cursor, this.#words ?? []);
    if (!span || !this.holder) return;
    select(this.holder, this.points, span);
    this.picked = span;
    getSelection()?.focusNode?.parentElement?.scrollIntoView({ block: "nearest" });
  }

  /** Put the focus on a field's name. */
  focus(field: FieldName): void {
    requestAnimationFrame(() => document.getElementById(`field-${field}`)?.focus());
  }
}
