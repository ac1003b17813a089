/** One table of keys, for what happens and for what the help shows. */
import type { Word } from "../i18n/words";
import { desk } from "../i18n/words/desk";
import { FIELDS, type FieldName } from "./fields";

export type Act =
  | "accept" | "edit" | "reject" | "notEvent" | "merge" | "never" | "split" | "missed" | "undo" | "next" | "previous"
  | "nextEvent" | "previousEvent" | "unstated" | "clause" | "map" | "cursor" | "queue" | "help" | "tour" | "field" | "close";

export interface Shortcut {
  readonly act: Act;
  /** As `keyName` gives it. */
  readonly key: string;
  readonly word: Word;
}

export const SHORTCUTS: readonly Shortcut[] = [
  { act: "accept", key: "a", word: desk.accept },
  { act: "edit", key: "e", word: desk.editField },
  { act: "reject", key: "r", word: desk.reject },
  { act: "notEvent", key: "x", word: desk.notEvent },
  { act: "missed", key: "n", word: desk.missed },
  { act: "split", key: "s", word: desk.split },
  { act: "merge", key: "m", word: desk.merge },
  { act: "never", key: "v", word: desk.never },
  { act: "undo", key: "u", word: desk.undo },
  { act: "next", key: "j", word: desk.next },
  { act: "previous", key: "k", word: desk.previous },
  { act: "nextEvent", key: "]", word: desk.nextEvent },
  { act: "previousEvent", key: "[", word: desk.previousEvent },
  { act: "unstated", key: ".", word: desk.unstatedKey },
  { act: "clause", key: "c", word: desk.clauseKey },
  { act: "cursor", key: "w", word: desk.cursorKey },
  { act: "map", key: "p", word: desk.mapKey },
  { act: "queue", key: "q", word: desk.toQueue },
  { act: "help", key: "?", word: desk.help },
  { act: "tour", key: "t", word: desk.tour },
  { act: "close", key: "escape", word: desk.close },
];

export interface Pressed {
  readonly key: string;
  readonly code: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

const PLACES: Readonly<Record<string, string>> = {
  Minus: "-", Equal: "=", BracketLeft: "[", BracketRight: "]", Period: ".",
};

/**
 * What a pressed key may be called, the likeliest first, so that keys are the same on Latin and Arabic keyboards: the
 * sign it writes, then the sign that a Latin keyboard has in that place. Empty where a modifier makes it the browser's.
 */
export function keyNames(pressed: Pressed): readonly string[] {
  if (pressed.ctrlKey || pressed.altKey || pressed.metaKey) return [];
  const { key, code, shiftKey } = pressed;
  if (key === "?" || key === "؟") return ["?"];
  if (shiftKey && !code.startsWith("Numpad")) return [];
  const names = [key.toLowerCase()];
  if (/^Key[A-Z]$/.test(code)) names.push(code.slice(3).toLowerCase());
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code);
  if (digit?.[1]) names.push(digit[1]);
  const place = PLACES[code];
  if (place) names.push(place);
  // A Latin letter is meant as such wherever it stands on the keyboard: the place is asked only for other scripts.
  return /^[a-z]$/i.test(key) ? names.slice(0, 1) : names;
}

export type Pressing = { readonly act: Act; readonly field?: FieldName };

/** What a key does; null where it does nothing of ours. */
export function actOf(pressed: Pressed): Pressing | null {
  for (const name of keyNames(pressed)) {
    const field = FIELDS.find((one) => one.key === name);
    if (field) return { act: "field", field: field.name };
    const found = SHORTCUTS.find((one) => one.key === name);
    if (found) return { act: found.act };
  }
  return null;
}

/** Whether keys belong to the element that has the focus, and not to the desk. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !["checkbox", "radio", "button", "submit"].includes(target.type);
}

interface KeyedForm {
  readonly cursor: unknown;
  readonly picked: unknown;
  readonly lit: { readonly field: FieldName } | null;
  read(field: FieldName): Promise<void>;
  focus(field: FieldName): void;
  edit(field: FieldName): void;
  unstated(field: FieldName): void;
  startCursor(): void;
  cursorKey(event: KeyboardEvent): boolean;
  close(): boolean;
}

/** Keys that belong to a form wherever it stands; true where the key was one. */
export function formKey(form: KeyedForm, event: KeyboardEvent): boolean {
  if (event.defaultPrevented) return false;
  const taken = form.cursorKey(event) || formAct(form, actOf(event));
  if (taken) event.preventDefault();
  return taken;
}

function formAct(form: KeyedForm, pressing: Pressing | null): boolean {
  switch (pressing?.act) {
    case "field":
      if (!pressing.field) return false;
      if (form.picked) void form.read(pressing.field);
      else form.focus(pressing.field);
      return true;
    case "edit":
      form.edit(form.lit?.field ?? "type");
      return true;
    case "map":
      form.edit("places");
      return true;
    case "unstated":
      if (form.lit) form.unstated(form.lit.field);
      return true;
    case "cursor":
      form.startCursor();
      return true;
    case "close":
      return form.close();
    default:
      return false;
  }
}
