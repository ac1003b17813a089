// The one filter that map, timeline and table are faces of, its form in the address and in questions to the server.
// An address may come from anywhere: what is not well formed is left out, never guessed.

import type { QueryOf } from "../api/routes";
import { FAMILIES, type Family } from "./families";
import { GRADES, type Grade } from "./grades";

export interface Filter {
  /** Words that a report of the event holds. */
  q: string;
  /** First and last ISO day. */
  from: string;
  to: string;
  family: readonly Family[];
  type: readonly string[];
  grade: readonly Grade[];
  /** Ids of actors on either side, and among the doers. */
  actor: readonly string[];
  perpetrator: readonly string[];
  weapon: readonly string[];
  group: readonly string[];
  governorate: readonly string[];
  country: readonly string[];
  outlet: readonly string[];
  /** Gazetteer ids or names of places. */
  place: readonly string[];
  /** Least number of killed; 0 where any will do. */
  killed: number;
  /** Whether events without a point are asked for alone. */
  unmapped: boolean;
  /** West, south, east, north in degrees. */
  box: Box | null;
}

export type Box = readonly [number, number, number, number];
export type ListName = "type" | "actor" | "perpetrator" | "weapon" | "group" | "governorate" | "country" | "outlet" | "place";

/** Lists whose values are closed or free words; families and grades are read apart. */
export const LISTS: readonly ListName[] = ["type", "actor", "perpetrator", "weapon", "group", "governorate", "country", "outlet", "place"];
/** Names of this filter in an address; others belong to what the view looks like. */
export const NAMES = ["q", "from", "to", "family", "grade", ...LISTS, "killed", "unmapped", "box"] as const;

/** Longest list and longest word that an address may carry; the server takes ten of some lists. */
const MOST_VALUES = 10;
const MOST_LETTERS = 200;
const MOST_KILLED = 1_000_000;
/** Parts the values of a list: an address keeps it unescaped, and neither ids nor names hold it. */
const MARK = "*";
const DAY = /^\d{4}-\d{2}-\d{2}$/;

type Query = Readonly<Record<string, string>>;

export function emptyFilter(): Filter {
  return {
    q: "", from: "", to: "", family: [], type: [], grade: [], actor: [], perpetrator: [], weapon: [], group: [], governorate: [],
    country: [], outlet: [], place: [], killed: 0, unmapped: false, box: null,
  };
}

export function readFilter(query: Query): Filter {
  const lists = Object.fromEntries(LISTS.map((name) => [name, listed(query[name])])) as Record<ListName, string[]>;
  return {
    ...lists,
    q: (query["q"] ?? "").slice(0, MOST_LETTERS).trim(),
    from: day(query["from"]),
    to: day(query["to"]),
    family: listed(query["family"]).filter((v): v is Family => (FAMILIES as readonly string[]).includes(v)),
    grade: listed(query["grade"]).filter((v): v is Grade => (GRADES as readonly string[]).includes(v)),
    killed: count(query["killed"]),
    unmapped: query["unmapped"] === "yes",
    box: box(query["box"]),
  };
}

/** Every name of the filter for an address, "" where it is not set, so that setting a query from it also clears. */
export function writeFilter(filter: Filter): Record<(typeof NAMES)[number], string> {
  const lists = Object.fromEntries(LISTS.map((name) => [name, joined(filter[name])])) as Record<ListName, string>;
  return {
    ...lists,
    q: filter.q,
    from: filter.from,
    to: filter.to,
    family: joined(filter.family),
    grade: joined(filter.grade),
    killed: filter.killed > 0 ? String(filter.killed) : "",
    unmapped: filter.unmapped ? "yes" : "",
    box: filter.box === null ? "" : boxText(filter.box),
  };
}

/** The filter as the server takes it: lists as repeated names, the box as `bbox`. What is not set is empty. */
export function question({ q, from, to, killed, unmapped, box: sides, ...lists }: Filter): QueryOf<"/api/v1/events/charts/{by}"> {
  return {
    q, from, to,
    family: ordered(lists.family), type: ordered(lists.type), grade: ordered(lists.grade),
    actor: ordered(lists.actor), perpetrator: ordered(lists.perpetrator), weapon: ordered(lists.weapon), group: ordered(lists.group),
    governorate: ordered(lists.governorate), country: ordered(lists.country), outlet: ordered(lists.outlet), place: ordered(lists.place),
    killed: killed > 0 ? killed : null,
    ...(unmapped ? { unmapped } : {}),
    bbox: sides === null ? null : boxText(sides),
  };
}

/** The part of the filter that the public view takes; it refuses other conditions. */
export function publicQuestion({ family, type, country, from, to }: Filter): QueryOf<"/api/v1/public/events"> {
  return { family: ordered(family), type: ordered(type), country: ordered(country), from, to };
}

/** How many conditions are set, the words sought included. */
export function conditions(filter: Filter): number {
  return Object.values(writeFilter(filter)).filter((value) => value !== "").length;
}

/** Adds a value to a list that lacks it and takes it out of one that has it. */
export function toggled<T>(values: readonly T[], value: T): T[] {
  return values.includes(value) ? values.filter((v) => v !== value) : [...values, value];
}

export function boxText(sides: Box): string {
  return sides.map((v) => v.toFixed(4)).join(",");
}

function joined(values: readonly string[]): string {
  return ordered(values).join(MARK);
}

/** Each value once, in one order whatever they were chosen in. */
function ordered<T extends string>(values: readonly T[]): readonly T[] {
  return [...new Set(values)].sort();
}

function listed(value: string | undefined): string[] {
  const values = (value ?? "").split(MARK).map((v) => v.trim().slice(0, MOST_LETTERS));
  return [...new Set(values.filter((v) => v !== ""))].slice(0, MOST_VALUES);
}

/** A whole number up to what the server takes; 0 for anything else. */
export function count(value: string | undefined): number {
  return value !== undefined && /^\d{1,7}$/.test(value) && Number(value) <= MOST_KILLED ? Number(value) : 0;
}

function day(value: string | undefined): string {
  if (value === undefined || !DAY.test(value)) return "";
  const time = Date.parse(`${value}T00:00:00Z`);
  // A day such as 30 February is moved by the calendar; it is no day.
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== value ? "" : value;
}

function box(value: string | undefined): Box | null {
  const parts = (value ?? "").split(",").map((v) => (v.trim() === "" ? Number.NaN : Number(v)));
  const [west, south, east, north] = parts;
  if (parts.length !== 4 || west === undefined || south === undefined || east === undefined || north === undefined) return null;
  const inside = west >= -180 && east <= 180 && south >= -90 && north <= 90;
  return inside && west < east && south < north ? [west, south, east, north] : null;
}
