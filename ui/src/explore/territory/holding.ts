// Who was last told to have taken each place, on a day: what the slider of the territory map shows.

export interface Change {
  readonly event_id: string;
  readonly date: string | null;
  readonly place: { readonly ar: string | null; readonly en: string | null };
  readonly place_id: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly to: string | null;
}

/** Places without an id are one where they have the same name. */
export function placeKey(change: Change): string {
  return change.place_id ?? change.place.ar ?? change.place.en ?? change.event_id;
}

/** Days on which something changed, in order. */
export function changeDays(changes: readonly Change[]): string[] {
  return [...new Set(changes.flatMap((change) => (change.date === null ? [] : [change.date])))].sort();
}

/** The last change of each place up to a day, in the order of the changes; those without a day are in no state. */
export function heldOn<T extends Change>(changes: readonly T[], day: string): T[] {
  const last = new Map<string, T>();
  for (const change of changes) {
    if (change.date === null || change.date > day || change.to === null) continue;
    const before = last.get(placeKey(change));
    if (before === undefined || (before.date ?? "") <= change.date) last.set(placeKey(change), change);
  }
  return [...last.values()];
}

/** How many places each holder has, the most first. */
export function holders(held: readonly Change[]): { id: string; places: number }[] {
  const counts = new Map<string, number>();
  for (const { to } of held) if (to !== null) counts.set(to, (counts.get(to) ?? 0) + 1);
  return [...counts].map(([id, places]) => ({ id, places })).sort((a, b) => b.places - a.places || (a.id < b.id ? -1 : 1));
}

/** Dark enough for white letters at 4.5:1, and none red: nobody is wrong here. */
const COLOURS = ["#2f5d8a", "#7a5a1e", "#4e6b2f", "#6a5591", "#1f6b63", "#8a4a1f", "#5b5f6b", "#7a4470", "#3e6a7a", "#635f22", "#45558f", "#6b5148"];

/** A colour for each holder, the same on every day: by the order in which holders first come. */
export function holderColours(changes: readonly Change[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { to } of changes) {
    if (to !== null && !found.has(to)) found.set(to, COLOURS[found.size % COLOURS.length] ?? "#5b5f6b");
  }
  return found;
}

/** One or two letters that tell a holder where colours do not. */
export function initials(name: string): string {
  const words = name.split(/[\s()-]+/).filter((word) => word !== "" && !["of", "the", "and", "في", "من"].includes(word.toLowerCase()));
  return words.slice(0, 2).map((word) => [...word.replace(/^ال(?=..)/, "")][0] ?? "").join("");
}
