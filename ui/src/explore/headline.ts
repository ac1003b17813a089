// An event in one sentence, in Arabic and in English, from the fields of its record and nothing else.
// The sentence comes as parts, so that a page can isolate the direction of each name, number and date.

import { ACTS } from "./acts";
import type { HarmRange } from "./harm";
import { people, peopleBetween, type Language } from "./people";

export interface Part {
  kind: "text" | "name" | "date";
  text: string;
}

export interface HeadlineParty {
  name: string;
  id?: string | null | undefined;
  name_ar?: string | null | undefined;
  name_en?: string | null | undefined;
}

export interface HeadlinePlace {
  name: string;
  within?: string | null | undefined;
  country?: string | null | undefined;
  hierarchy?: { ar?: readonly string[]; en?: readonly string[] } | null | undefined;
}

export interface HeadlineEvent {
  type: string;
  scope?: string | null;
  date_start?: string | null;
  date_end?: string | null;
  places: readonly HeadlinePlace[];
  actor1: readonly HeadlineParty[];
  actor2: readonly HeadlineParty[];
  killed: Readonly<Record<string, HarmRange>>;
  injured: Readonly<Record<string, HarmRange>>;
  detained: Readonly<Record<string, HarmRange>>;
}

export interface Writing {
  language: Language;
  /** Writes a number in the reader's digits. */
  digits: (n: number) => string;
}

const WORDS = {
  en: { and: " and ", among: ", among them ", in: " in ", on: " on ", from: " between ", to: " and ", comma: ", ", more: (n: number, digits: string) => (n === 1 ? " and another place" : ` and ${digits} other places`), atLeast: "at least ", upTo: "up to ", total: " (total of several incidents)" },
  ar: { and: " و", among: "، بينهم ", in: " في ", on: " في ", from: " بين ", to: " و", comma: "، ", more: moreArabic, atLeast: " على الأقل", upTo: "ما يصل إلى ", total: " (حصيلة عدة حوادث)" },
} as const;

/** Other places, as Arabic counts them, in the genitive after "في". */
function moreArabic(n: number, digits: string): string {
  if (n === 1) return " ومكان آخر";
  if (n === 2) return " ومكانان آخران";
  return n % 100 >= 3 && n % 100 <= 10 ? ` و${digits} أماكن أخرى` : ` و${digits} مكانا آخر`;
}

/** Parties that the harmed people of the sentence already are. */
const HARMED = new Set(["civilians", "protesters"]);
/** What those are called in a sentence; the table of actors tells at length who they are. */
const UNARMED: Readonly<Partial<Record<string, Record<Language, string>>>> = {
  civilians: { en: "civilians", ar: "مدنيين" },
  protesters: { en: "protesters", ar: "محتجين" },
};
const WITHIN_GROUPS = ["children", "women"] as const;
/** Where months are called by their Syriac names. */
const LEVANT = new Set(["SY", "LB", "IQ", "JO", "PS", "IL"]);

/** The sentence in parts. */
export function headline(event: HeadlineEvent, writing: Writing): Part[] {
  const words = WORDS[writing.language];
  const harm = harmPhrase(event, writing);
  const act = actParts(event, writing, harm !== "");
  const parts: Part[] = harm === "" ? act : [text(harm), text(words.in), ...act];
  parts.push(...placeParts(event, writing), ...dateParts(event, writing));
  if (event.scope === "aggregate") parts.push(text(words.total));
  return capital(merged(parts), writing.language);
}

/** The sentence as plain text. */
export function headlineText(event: HeadlineEvent, writing: Writing): string {
  return headline(event, writing).map((part) => part.text).join("");
}

/** A party's name in a language; the words of the report where no list has it. */
export function partyName(party: HeadlineParty, language: Language): string {
  const unarmed = UNARMED[party.id ?? ""];
  if (unarmed) return unarmed[language];
  const known = language === "ar" ? party.name_ar : party.name_en;
  const name = (known ?? party.name).replace(/ *\([^)]*\)/g, "");
  return language === "en" && name.startsWith("Government") ? `the ${name}` : name;
}

/** A place and the larger one around it, in a language. */
export function placeName(place: HeadlinePlace, language: Language): string {
  const chain = place.hierarchy?.[language] ?? [];
  const own = chain[chain.length - 1] ?? place.name;
  const area = chain.length > 2 ? chain[1] : place.within;
  const comma = language === "ar" ? "، " : ", ";
  return area && area !== own ? `${own}${comma}${area}` : own;
}

/** A day in words; Arabic months are named as in the country. */
export function dayText(iso: string, language: Language, country: string | null | undefined, digits: (n: number) => string): string {
  const [year, month, day] = iso.split("-").map(Number);
  if (year === undefined || month === undefined || day === undefined) return iso;
  const locale = language === "en" ? "en-GB" : LEVANT.has(country ?? "") ? "ar-SY" : "ar-EG";
  const name = new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" }).format(new Date(Date.UTC(2000, month - 1, 15)));
  return `${digits(day)} ${name} ${digits(year)}`;
}

function harmPhrase(event: HeadlineEvent, writing: Writing): string {
  const words = WORDS[writing.language];
  const told = (["killed", "injured", "detained"] as const).flatMap((harm) => {
    const all = event[harm]["all"];
    if (all === undefined || (all.low === 0 && all.high === 0)) return [];
    return [{ harm, all, group: wholeGroup(event[harm], all), phrase: counted(event[harm], all, writing) }];
  });
  if (writing.language === "en") {
    // "5 civilians killed and 12 injured": the noun is said once where both are of one group and a plain number.
    const again = (n: number): boolean => n > 0 && told[n]?.group === told[0]?.group && told[n]?.all.low === told[n]?.all.high;
    return told.map(({ harm, all, phrase }, n) => `${again(n) ? writing.digits(all.low) : phrase} ${harm}`).join(words.and);
  }
  const nouns = { killed: "مقتل", injured: "إصابة", detained: "احتجاز" };
  return told.map(({ harm, phrase }) => `${nouns[harm]} ${phrase}`).join(words.and);
}

/** The group that all who are counted belong to; people where there are several, or none is told. */
function wholeGroup(ranges: Readonly<Record<string, HarmRange>>, all: HarmRange): string {
  const named = Object.keys(ranges).filter((group) => group !== "all");
  return named.find((group) => ranges[group]?.low === all.low && ranges[group]?.high === all.high) ?? "unspecified";
}

/** "at least 7 civilians, among them 3 children". */
function counted(ranges: Readonly<Record<string, HarmRange>>, all: HarmRange, writing: Writing): string {
  const words = WORDS[writing.language];
  const whole = wholeGroup(ranges, all);
  const among = WITHIN_GROUPS.flatMap((group) => {
    const range = ranges[group];
    return group === whole || range === undefined || range.low === 0 ? [] : [subject(people(range.low, group, writing.language, writing.digits), writing.language)];
  });
  const inside = among.length > 0 ? `${words.among}${among.join(words.and)}${writing.language === "en" ? "," : "،"}` : "";
  return inRange(all, whole, writing) + inside;
}

/** After "بينهم" people stand in the nominative, which shows in the dual alone. */
function subject(phrase: string, language: Language): string {
  return language === "ar" ? phrase.replace(/ين(?= |$)/g, (end, at: number) => (/^\d|^[\u0660-\u0669]/.test(phrase.slice(0, at)) ? end : "ان")) : phrase;
}

function inRange(range: HarmRange, group: string, { language, digits }: Writing): string {
  const words = WORDS[language];
  if (range.high === null) {
    const least = people(Math.max(1, range.low), group, language, digits);
    return language === "en" ? words.atLeast + least : least + words.atLeast;
  }
  if (range.low === range.high) return people(range.low, group, language, digits);
  if (range.low === 0) return words.upTo + people(range.high, group, language, digits);
  return peopleBetween(range.low, range.high, group, language, digits);
}

function actParts(event: HeadlineEvent, writing: Writing, harmed: boolean): Part[] {
  const pattern = ACTS[event.type]?.[writing.language] ?? event.type;
  const doer = event.actor1[0];
  const other = event.actor2.find((party) => !(harmed && HARMED.has(party.id ?? "")));
  const names: Record<string, string | undefined> = {
    "1": doer && partyName(doer, writing.language),
    "2": other && partyName(other, writing.language),
  };
  const chosen = pattern.replace(/\[([^\]]*)\]/g, (_, inside: string) => inside.split("|").find((one) => known(one, names)) ?? "");
  return chosen.split(/(\{[12]\})/).flatMap((piece) => {
    const name = /^\{[12]\}$/.test(piece) ? names[piece.charAt(1)] : undefined;
    if (name !== undefined) return [{ kind: "name" as const, text: name }];
    return piece === "" ? [] : [text(piece)];
  });
}

function known(phrase: string, names: Record<string, string | undefined>): boolean {
  return (phrase.match(/\{([12])\}/g) ?? []).every((slot) => names[slot.charAt(1)] !== undefined);
}

function placeParts(event: HeadlineEvent, writing: Writing): Part[] {
  const [first, ...rest] = event.places;
  if (first === undefined) return [];
  const words = WORDS[writing.language];
  const parts: Part[] = [text(writing.language === "en" ? words.in : words.comma), { kind: "name", text: placeName(first, writing.language) }];
  if (rest.length > 0) parts.push(text(words.more(rest.length, writing.digits(rest.length))));
  return parts;
}

function dateParts(event: HeadlineEvent, writing: Writing): Part[] {
  const { date_start: start, date_end: end } = event;
  if (!start) return [];
  const words = WORDS[writing.language];
  const say = (iso: string): Part => ({ kind: "date", text: dayText(iso, writing.language, event.places[0]?.country, writing.digits) });
  if (!end || end === start) return [text(writing.language === "en" ? words.on : words.comma), say(start)];
  return [text(writing.language === "en" ? words.from : `،${words.from}`), say(start), text(words.to), say(end)];
}

function text(value: string): Part {
  return { kind: "text", text: value };
}

function merged(parts: readonly Part[]): Part[] {
  const found: Part[] = [];
  for (const part of parts) {
    const last = found[found.length - 1];
    if (last !== undefined && last.kind === "text" && part.kind === "text") last.text += part.text;
    else found.push({ ...part });
  }
  return found;
}

function capital(parts: Part[], language: Language): Part[] {
  const [first, ...rest] = parts;
  if (first === undefined || language === "ar") return parts;
  const bare = first.text.replace(/^an? (?=\S)/, "");
  return [{ ...first, text: bare.charAt(0).toUpperCase() + bare.slice(1) }, ...rest];
}
