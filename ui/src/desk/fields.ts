/** The fields of the form: their order, their keys, and what kind of value they hold. */
import table from "../../../src/tawthiq/resources/desk/fields.tsv?raw";
import type { EventForm, Words } from "../api/types";
import { rowsOf } from "../i18n/tables";
import type { Mark } from "./segments";

export type FieldName =
  | "type" | "actor1" | "actor2" | "killed" | "injured" | "detained" | "places" | "date" | "weapons" | "objects" | "attribution" | "territory";

export type Kind = "type" | "actor" | "count" | "place" | "date" | "thing" | "said" | "territory";

export interface Field {
  readonly name: FieldName;
  readonly kind: Kind;
  /** The key that gives selected words to the field, or goes to it; also the number over its words. */
  readonly key: string;
}

const KEYS = new Map(rowsOf(table).map(({ field = "", key = "" }) => [field, key]));
const field = (name: FieldName, kind: Kind): Field => ({ name, kind, key: KEYS.get(name) ?? "" });

/** In the order of reading: what, who, to whom, harm, where, when, with what, who says so. */
export const FIELDS: readonly Field[] = [
  field("type", "type"),
  field("actor1", "actor"),
  field("actor2", "actor"),
  field("killed", "count"),
  field("injured", "count"),
  field("detained", "count"),
  field("places", "place"),
  field("date", "date"),
  field("weapons", "thing"),
  field("objects", "thing"),
  field("attribution", "said"),
  field("territory", "territory"),
];

/** The words behind each value of a field; one list for each item. */
export function wordsOf(form: EventForm, field: FieldName): readonly (readonly Words[])[] {
  switch (field) {
    case "type":
      return [form.type_words];
    case "date":
      return [form.date_words];
    case "territory":
      return [];
    default:
      return form[field].map((value) => value.words);
  }
}

/** Every mark of a form, in the order of its fields. */
export function marksOf(form: EventForm): Mark[] {
  return FIELDS.flatMap(({ name }) =>
    wordsOf(form, name).flatMap((words, item) => words.map(({ start, end }) => ({ start, end, field: name, item }))),
  );
}

/** Whether the form states nothing for a field. */
export function isUnstated(form: EventForm, field: FieldName): boolean {
  const value = form[field];
  return Array.isArray(value) ? value.length === 0 : value === null || value === "";
}

/** Certainty below which a field comes first under Tab. */
export const DOUBTFUL = 0.7;

/** The fields that a person should look at first, then the others, each in their own order. */
export function tabOrder(confidence: Readonly<Record<string, number>>): readonly Field[] {
  const doubtful = (field: Field): boolean => (confidence[field.name] ?? 1) < DOUBTFUL;
  return [...FIELDS.filter(doubtful), ...FIELDS.filter((field) => !doubtful(field))];
}
