/** A form under a person's hands: what changed, what goes to the server, what words read again do to it. Nothing is changed in place. */
import type { EventFields, EventForm, Span, Words } from "../api/types";
import { FIELDS, type FieldName } from "./fields";

export function emptyForm(spans: readonly Span[] = []): EventForm {
  return {
    type: "", scope: "incident", spans: [...spans], type_words: [], places: [], actor1: [], actor2: [], killed: [], injured: [],
    detained: [], weapons: [], objects: [], date: null, date_start: null, date_end: null, date_basis: null, date_words: [],
    attribution: [], territory: null,
  };
}

/** A copy that shares nothing, for values that pages change. */
export function copyOf<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** What of a form belongs to a field, as the server takes it. */
export function partOf(form: EventForm, field: FieldName): EventFields {
  switch (field) {
    case "type":
      return { type: form.type, scope: form.scope, type_words: form.type_words };
    case "date":
      return { date: form.date, date_words: form.date_words };
    default:
      return { [field]: form[field] };
  }
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Fields whose values differ, in the order of the form. */
export function changedFields(before: EventForm, after: EventForm): FieldName[] {
  return FIELDS.map(({ name }) => name).filter((name) => !same(partOf(before, name), partOf(after, name)));
}

/** What a correction sends: the fields that differ, and the clause where it does. */
export function correction(before: EventForm, after: EventForm): EventFields {
  const parts = changedFields(before, after).map((name) => partOf(after, name));
  const spans = same(before.spans, after.spans) ? {} : { spans: after.spans };
  return Object.assign({}, ...parts, spans) as EventFields;
}

/** The whole form as fields, for an event that is added or coded a second time. */
export function wholeOf(form: EventForm): EventFields {
  return Object.assign({}, ...FIELDS.map(({ name }) => partOf(form, name)), { spans: form.spans }) as EventFields;
}

/** The form with one field said to be not stated. A type is always stated: there is no event without one. */
export function withoutField(form: EventForm, field: FieldName): EventForm {
  if (field === "type") return form;
  if (field === "date") return { ...form, date: null, date_words: [], date_start: null, date_end: null, date_basis: null };
  if (field === "territory") return { ...form, territory: null };
  return { ...form, [field]: [] };
}

/**
 * The form with what words say of a field.
 *
 * @param read the field as the server read it from the words.
 * @param replace whether a list is replaced; else what was read comes after what stands there.
 */
export function withReading(form: EventForm, field: FieldName, read: EventFields, replace: boolean): EventForm {
  const kept = withoutNulls(read);
  if (field === "type" || field === "date" || field === "territory") return { ...form, ...kept };
  const before: readonly unknown[] = replace ? [] : form[field];
  const added: readonly unknown[] = (kept as Partial<EventForm>)[field] ?? [];
  const fresh = added.filter((one) => !before.some((old) => same(old, one)));
  return { ...form, [field]: [...before, ...fresh] };
}

/** The form with all that was read of an event; its words stay those that the person marked. */
export function withEvent(form: EventForm, read: EventFields): EventForm {
  return { ...form, ...withoutNulls(read), spans: form.spans };
}

function withoutNulls(fields: EventFields): Partial<EventForm> {
  const kept = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(kept) as Partial<EventForm>;
}

/** A value made of bare words, for those that no rule reads: the person writes the rest. */
export function bareReading(field: FieldName, name: string, span: Span): EventFields {
  const words: Words[] = [{ ...span, rule: "person" }];
  switch (field) {
    case "type":
      return { type_words: words };
    case "date":
      return { date_words: words };
    case "territory":
      return { territory: { to: name, from: null } };
    case "places":
      return { places: [{ name, words }] };
    case "killed":
    case "injured":
    case "detained":
      return { [field]: [{ group: "unspecified", min: 1, max: null, text: name, words }] };
    case "weapons":
    case "objects":
      return { [field]: [{ name, kind: "other", words }] };
    default:
      return { [field]: [{ name, words }] };
  }
}

function inside(words: readonly Words[], span: Span): boolean {
  return words.length > 0 && words.every((one) => span.start <= one.start && one.end <= span.end);
}

const LISTS = ["places", "actor1", "actor2", "killed", "injured", "detained", "weapons", "objects", "attribution"] as const;

/**
 * One event made two: what stands in the marked words goes to the second. What the marked words do not say of type,
 * who, whom and source the second shares with the first, as a reader would understand it; harm and places it does not.
 */
export function splitForm(form: EventForm, span: Span): { rest: EventForm; taken: EventForm } {
  const rest = copyOf(form);
  const taken = { ...copyOf(form), spans: [span], killed: [], injured: [], detained: [], places: [], weapons: [], objects: [] };
  for (const field of LISTS) {
    const moved = form[field].filter((value) => inside(value.words, span));
    const left = form[field].filter((value) => !inside(value.words, span));
    if (moved.length === 0) continue;
    Object.assign(taken, { [field]: copyOf(moved) });
    Object.assign(rest, { [field]: left.length > 0 || !isShared(field) ? copyOf(left) : copyOf(form[field]) });
  }
  rest.spans = form.spans.flatMap((one) => cut(one, span));
  if (rest.spans.length === 0) rest.spans = copyOf(form.spans);
  return { rest, taken };
}

function isShared(field: (typeof LISTS)[number]): boolean {
  return field === "actor1" || field === "actor2" || field === "attribution";
}

/** What is left of a stretch without another. */
function cut(one: Span, away: Span): Span[] {
  if (away.end <= one.start || one.end <= away.start) return [one];
  return [
    { start: one.start, end: away.start },
    { start: away.end, end: one.end },
  ].filter(({ start, end }) => start < end);
}
