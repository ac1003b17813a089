/** What types, groups, weapons and actors are called: the project's own labels, fetched once; the package's without them. */
import { call } from "../api/client";
import { actorNames as packaged, label as packagedLabel, type List } from "../i18n/labels";
import { preferences } from "../i18n/preferences.svelte";
import type { LabelsAnswer, Names } from "./answers";

const held: { table: LabelsAnswer | null } = $state({ table: null });
let asked: Promise<void> | null = null;

/** Fetch the labels, once for all pages; until they are there, and for visitors, those of the package stand. */
export function needNames(): void {
  asked ??= call("get", "/api/v1/labels")
    .then((told) => {
      held.table = told;
    })
    .catch(() => {
      asked = null;
    });
}

/** A name in the reader's language, the other one's where it has none. */
export function called(names: Names | null | undefined, otherwise: string): string {
  const [first, second] = preferences.language === "ar" ? [names?.ar, names?.en] : [names?.en, names?.ar];
  return first || second || otherwise;
}

/** The label of a key of one of the codebook's lists: type, family, group, weapon, object, scope. */
export function label(list: List, key: string): string {
  return called(held.table?.labels[list]?.[key], packagedLabel(list, key));
}

/** An actor's name by id; what is no id stands as it was written. Remarks in brackets are left to the actor's page. */
export function actorName(id: string): string {
  return called(actorNames(id), id).replace(/ *\([^)]*\)/g, "");
}

export function actorNames(id: string): Names | null {
  return held.table?.actors[id] ?? packaged(id);
}

/** All keys of a list with their labels, in the codebook's order. */
export function choices(list: string): readonly { key: string; name: string }[] {
  return Object.entries(held.table?.labels[list] ?? {}).map(([key, names]) => ({ key, name: called(names, key) }));
}

/** All actors, by name. */
export function actorChoices(): readonly { key: string; name: string }[] {
  const rows = Object.keys(held.table?.actors ?? {}).map((key) => ({ key, name: actorName(key) }));
  return rows.sort((a, b) => a.name.localeCompare(b.name, preferences.language));
}

/** Types of a family, for grouping a list of types. */
export function typesOf(family: string): readonly string[] {
  return held.table?.families[family] ?? [];
}
