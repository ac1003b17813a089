/** Names of the codebook's lists and of actors, from the same tables that the program reads. */
import actorsTable from "../../../src/tawthiq/resources/actors/actors.tsv?raw";
import labelsTable from "../../../src/tawthiq/resources/codebook/labels.tsv?raw";
import { t } from "./preferences.svelte";
import { rowsOf } from "./tables";
import type { Word } from "./words";

export type List = "type" | "family" | "scope" | "group" | "weapon" | "object" | "field" | "word";

const labels = new Map<string, Word>();
const lists = new Map<string, string[]>();
for (const { list = "", key = "", en = "", ar = "" } of rowsOf(labelsTable)) {
  labels.set(`${list} ${key}`, { en, ar });
  lists.set(list, [...(lists.get(list) ?? []), key]);
}

const actors = new Map<string, Word>();
for (const { id = "", name_en = "", name_ar = "", listed = "" } of rowsOf(actorsTable)) {
  if (listed === "yes") actors.set(id, { en: name_en, ar: name_ar });
}

/** The label of a key; the key itself where a project added one that has none. */
export function label(list: List, key: string): string {
  const found = labels.get(`${list} ${key}`);
  return found ? t(found) : key;
}

/** Keys of a list in the table's order. */
export function keysOf(list: List): readonly string[] {
  return lists.get(list) ?? [];
}

/** An actor's name in the reader's language; an id that no table has, or a plain name, as it is. */
export function actorName(id: string): string {
  const found = actors.get(id);
  return found ? t(found) : id;
}

/** An actor's names in both languages; null where no table has it. */
export function actorNames(id: string): { readonly ar: string; readonly en: string } | null {
  const found = actors.get(id);
  return found && typeof found.ar === "string" && typeof found.en === "string" ? { ar: found.ar, en: found.en } : null;
}

/** Ids of the actors that records may name, by their name in the reader's language. */
export function actorIds(): readonly string[] {
  return [...actors.keys()].sort((a, b) => actorName(a).localeCompare(actorName(b)));
}
