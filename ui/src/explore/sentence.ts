// A row of the table as the sentence wants it.

import type { ActorTag, EventPage, EventRow, Names, RangeAnswer } from "./answers";
import type { HarmRange } from "./harm";
import type { HeadlineEvent, HeadlineParty } from "./headline";

/** What the sentence says of a row; `names` gives an actor's names by id, null where none are known. */
export function sentenceOf(row: EventRow, names: (id: string) => Names | null): HeadlineEvent {
  const party = (id: string): HeadlineParty => {
    const known = names(id);
    return { id, name: id, name_ar: known?.ar, name_en: known?.en };
  };
  return {
    type: row.type,
    scope: row.scope,
    date_start: row.date_start,
    date_end: row.date_end,
    places: placesOf(row),
    actor1: row.actor1.map(party),
    actor2: row.actor2.map(party),
    killed: whole(row.killed),
    injured: whole(row.injured),
    detained: whole(row.detained),
  };
}

function placesOf(row: EventRow): HeadlineEvent["places"] {
  const { place, governorate, country } = row;
  const name = place?.ar || place?.en;
  if (!name) return [];
  const chain = (language: "ar" | "en"): string[] => {
    const own = place[language] || name;
    const area = governorate[language];
    return area && area !== own ? ["", area, own] : [own];
  };
  return [{ name, country, hierarchy: { ar: chain("ar"), en: chain("en") } }];
}

function whole(range: RangeAnswer | null): Record<string, HarmRange> {
  return range === null ? {} : { all: { low: range.low, best: range.best ?? null, high: range.high ?? null } };
}

/** What the sentence says of an event's page, which knows its groups and all its places. */
export function sentenceOfPage(page: EventPage): HeadlineEvent {
  const party = ({ id, name, label }: ActorTag): HeadlineParty => ({ id, name, name_ar: label.ar, name_en: label.en });
  return {
    type: page.row.type,
    scope: page.row.scope,
    date_start: page.date_start,
    date_end: page.date_end,
    places: page.places.map(({ name, within, country, label, hierarchy_ar, hierarchy_en }) => ({
      name, within, country,
      hierarchy: { ar: own(hierarchy_ar, label.ar), en: own(hierarchy_en, label.en) },
    })),
    actor1: page.actor1.map(party),
    actor2: page.actor2.map(party),
    killed: page.killed,
    injured: page.injured,
    detained: page.detained,
  };
}

/** A place's chain of larger places, ending with its own name. */
function own(chain: readonly string[], name: string | null): string[] {
  return name === null || chain[chain.length - 1] === name ? [...chain] : [...chain, name];
}
