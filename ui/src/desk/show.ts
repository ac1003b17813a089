/** Values of a form as a reader sees them: short, in the reader's language, nothing that the record does not hold. */
import type { CountValue, EventForm, Names, PlaceValue } from "../api/types";
import { actorName, label } from "../i18n/labels";
import { num, preferences, t } from "../i18n/preferences.svelte";
import { desk } from "../i18n/words/desk";
import type { FieldName } from "./fields";

export interface Shown {
  /** The value itself. */
  readonly main: string;
  /** What stands beside it, quieter. */
  readonly aside: string;
}

/** The name in the reader's language, or in the other where it has none. */
export function named(names: Names | null | undefined): string {
  if (!names) return "";
  return (preferences.language === "ar" ? (names.ar ?? names.en) : (names.en ?? names.ar)) ?? "";
}

export function countText(count: CountValue): string {
  if (count.min === 0 && count.max === 0) return t(desk.nobody);
  if (count.max === null) return t(desk.atLeast, { min: count.min });
  if (count.max !== count.min) return t(desk.between, { min: count.min, max: count.max });
  return num(count.min);
}

function shownCount(count: CountValue): Shown {
  const who = count.who ? t(desk.of, { side: actorName(count.who) }) : "";
  const main = count.min === 0 && count.max === 0 ? countText(count) : `${countText(count)} ${label("group", count.group)}`;
  return { main, aside: [count.part ? t(desk.ofWhom) : "", who].filter(Boolean).join(" · ") };
}

function shownPlace(place: PlaceValue): Shown {
  const higher = preferences.language === "ar" ? place.hierarchy_ar : place.hierarchy_en;
  const own = named(place.label);
  const path = [...new Set(higher)].filter((one) => one !== own && one !== place.name).slice(-2).reverse();
  const aside = place.lat === null ? [t(desk.unresolved)] : [own === place.name ? "" : own, ...path];
  if (place.within) aside.push(`${t(desk.within)} ${place.within}`);
  return { main: place.name, aside: [...new Set(aside.filter(Boolean))].join(" ▸ ") };
}

/** The day as the text's own form stands beside it. */
function shownDate(form: EventForm, said: (start: number, end: number) => string): Shown[] {
  if (form.date === null) return [];
  const words = form.date_words.map(({ start, end }) => said(start, end)).join(" … ");
  const aside = [words ? t(desk.said, { words }) : "", form.date_basis === "inherited" ? t(desk.inherited) : ""];
  return [{ main: form.date, aside: aside.filter(Boolean).join(" · ") }];
}

/**
 * The values of a field, one line each; empty where it is not stated.
 *
 * @param said gives the report's own words between two code points.
 */
export function shownValues(form: EventForm, field: FieldName, said: (start: number, end: number) => string): Shown[] {
  switch (field) {
    case "type":
      return form.type === "" ? [] : [{ main: label("type", form.type), aside: form.scope === "incident" ? "" : label("scope", form.scope) }];
    case "date":
      return shownDate(form, said);
    case "actor1":
    case "actor2":
      return form[field].map(({ name, id }) => (id && actorName(id) !== name ? { main: actorName(id), aside: name } : { main: name, aside: "" }));
    case "killed":
    case "injured":
    case "detained":
      return form[field].map(shownCount);
    case "places":
      return form.places.map(shownPlace);
    case "weapons":
      return form.weapons.map(({ name, kind }) => ({ main: label("weapon", kind), aside: name }));
    case "objects":
      return form.objects.map(({ name, kind }) => ({ main: label("object", kind), aside: name }));
    case "attribution":
      return form.attribution.map(({ name }) => ({ main: name, aside: "" }));
    case "territory":
      return shownTerritory(form);
  }
}

function shownTerritory({ territory }: EventForm): Shown[] {
  if (!territory) return [];
  const to = territory.to ? t(desk.to, { side: actorName(territory.to) }) : "";
  const from = territory.from ? t(desk.from, { side: actorName(territory.from) }) : "";
  return to || from ? [{ main: [to, from].filter(Boolean).join(" "), aside: "" }] : [];
}
