/** What keys and buttons do at the desk: one table of acts, whoever calls them. */
import { go } from "../address/address.svelte";
import type { EventForm, Span } from "../api/types";
import type { Word } from "../i18n/words";
import { desk as words } from "../i18n/words/desk";
import type { Desk } from "./desk.svelte";
import { correction, emptyForm, splitForm, withEvent, withReading, wholeOf } from "./draft";
import type { FieldName } from "./fields";
import { FormState } from "./form.svelte";
import { actOf, formKey, type Act } from "./keys";
import { addMissed, decide, readEvent, readWords } from "./requests";
import type { SameState } from "./same.svelte";

/** An event that a person adds: one that was missed, or the second half of one that is two. */
export interface Added {
  readonly kind: "missed" | "split";
  readonly form: FormState;
  /** What stood in the form of the event that is split, for a person who gives up. */
  readonly before?: EventForm;
}

/**
 * Fields that words tell by themselves. Whether a person named in them did it, suffered it, was killed or hurt, or only says so, the
 * clause alone tells: those a coder gives to their fields by key.
 */
export const TOLD_BY_WORDS: readonly FieldName[] = ["type", "places", "date", "weapons", "objects"];

export class Press {
  overlay: "keys" | "tour" | null = $state(null);
  added: Added | null = $state.raw(null);
  same: SameState | null = $state.raw(null);
  hint: Word | null = $state.raw(null);
  readonly #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  get #form(): FormState | null {
    return this.added?.form ?? this.#desk.form;
  }

  /** Take a key of the desk; whatever is not ours is left to the browser. */
  key(event: KeyboardEvent): void {
    if (this.overlay || this.#desk.clash || event.defaultPrevented) return;
    const form = this.#form;
    if (form && formKey(form, event)) return;
    const pressing = actOf(event);
    if (!pressing) return;
    event.preventDefault();
    this.act(pressing.act);
  }

  act(act: Act): void {
    this.hint = null;
    const desk = this.#desk;
    if (this.added && ["accept", "reject", "notEvent", "next", "split", "missed", "merge", "never"].includes(act)) {
      if (act === "accept") void this.saveAdded();
      return;
    }
    // What belongs to the form alone (`formKey`) is not here.
    const acts: Readonly<Partial<Record<Act, () => void>>> = {
      accept: () => desk.decide("accept"),
      reject: () => desk.decide("reject"),
      notEvent: () => desk.decide("not_event"),
      clause: () => this.#clause(),
      missed: () => void this.#missed(),
      split: () => this.#split(),
      merge: () => this.#say("merge"),
      never: () => this.#say("never"),
      undo: () => void desk.undo(),
      next: () => void desk.next(),
      previous: () => history.back(),
      nextEvent: () => desk.step(1),
      previousEvent: () => desk.step(-1),
      cursor: () => this.#form?.startCursor(),
      queue: () => go("/queue", desk.filters),
      help: () => (this.overlay = "keys"),
      tour: () => (this.overlay = "tour"),
      close: () => this.drop(),
    };
    acts[act]?.();
  }

  /** Give up an added event; one that was to be split is whole again. */
  drop(): void {
    const before = this.added?.before;
    if (before && this.#desk.form) this.#desk.form.draft = before;
    this.added = null;
  }

  #clause(): void {
    const form = this.#form;
    if (!form?.picked) {
      this.#tell(words.selectHint);
      return;
    }
    form.set({ spans: [form.picked] });
    form.clearPick();
  }

  #say(kind: "merge" | "never"): void {
    const pick = this.same?.pick;
    if (pick && !pick.linked) void this.same?.say(pick, kind);
    else this.#tell(words.sameNone);
  }

  /** A form for an event that was missed, as the coder reads it in the marked words; where it reads none there, field by field. */
  async #missed(): Promise<void> {
    const base = this.#desk.form;
    const span = base?.picked;
    if (!base || !span) {
      this.#tell(words.missedHint);
      return;
    }
    const form = new FormState(base.report, base.points, emptyForm([span]));
    this.added = { kind: "missed", form };
    base.clearPick();
    try {
      const event = await readEvent(base.report, span);
      if (event.read) form.draft = withEvent(form.draft, event.fields);
      else await this.#readFields(form, span);
      form.focus("type");
    } catch (error) {
      form.trouble = error;
    }
  }

  async #readFields(form: FormState, span: Span): Promise<void> {
    const read = await Promise.all(TOLD_BY_WORDS.map((name) => readWords(form.report, span, name)));
    for (const one of read) if (one.read) form.draft = withReading(form.draft, one.field, one.fields, true);
  }

  #split(): void {
    const base = this.#desk.form;
    if (!base?.picked) {
      this.#tell(words.splitHint);
      return;
    }
    const { rest, taken } = splitForm(base.draft, base.picked);
    const before = base.draft;
    base.draft = rest;
    base.clearPick();
    this.added = { kind: "split", form: new FormState(base.report, base.points, taken), before };
  }

  /** Keep an added event; the first half of a split is corrected with it. */
  async saveAdded(): Promise<void> {
    const { added } = this;
    const desk = this.#desk;
    if (!added || !desk.event || !desk.form) return;
    added.form.trouble = null;
    try {
      const made = [await addMissed(added.form.report, added.form.draft.spans, wholeOf(added.form.draft))];
      if (added.kind === "split" && desk.form.isChanged) {
        made.unshift(await decide(desk.event.report, desk.event.n, { kind: "correct", row_version: desk.event.row_version, fields: correction(desk.form.base, desk.form.draft) }));
      }
      this.added = null;
      await desk.refresh();
      desk.tell(added.kind === "split" ? words.didSplit : words.didMissed, async () => {
        // A split is taken back as one: first the event is whole again, then its second half goes.
        for (const { event } of made) await decide(event.report, event.n, { kind: "undo", row_version: event.row_version });
        await desk.refresh();
      });
    } catch (error) {
      added.form.trouble = error;
    }
  }

  #tell(hint: Word): void {
    this.hint = hint;
    setTimeout(() => {
      if (this.hint === hint) this.hint = null;
    }, 5000);
  }
}
