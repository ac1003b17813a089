// The one filter that map, timeline and table are faces of, and its form in the address.
// An address may come from anywhere: what is not well formed is left out, never guessed.

import { FAMILIES, type Family } from './families';
import { GRADES, type Grade } from './grades';

export interface Filter {
  /** Words to look for. */
  q: string;
  family: Family[];
  type: string[];
  grade: Grade[];
  /** Ids of actors, on either side. */
  actor: string[];
  weapon: string[];
  group: string[];
  /** English names of governorates. */
  governorate: string[];
  /** A place's key. */
  place: string;
  /** First and last ISO day. */
  from: string;
  to: string;
  /** Least number of people killed or injured. */
  harm: number;
  /** Only events that no point on the map is known for. */
  unresolved: boolean;
  /** West, south, east, north in degrees. */
  box: Box | null;
}

export type Box = readonly [number, number, number, number];

/** Longest list and longest word that an address may carry; longer ones are cut. */
const MOST_VALUES = 30;
const MOST_LETTERS = 200;
const KEY = /^[A-Za-z0-9:_.-]{1,80}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function emptyFilter(): Filter {
  return {
    q: '', family: [], type: [], grade: [], actor: [], weapon: [], group: [], governorate: [], place: '', from: '',
    to: '', harm: 0, unresolved: false, box: null,
  };
}

export function readFilter(params: URLSearchParams): Filter {
  const keys = (name: string): string[] => listed(params, name).filter((v) => KEY.test(v));
  return {
    q: (params.get('q') ?? '').slice(0, MOST_LETTERS).trim(),
    family: listed(params, 'family').filter((v): v is Family => (FAMILIES as readonly string[]).includes(v)),
    type: keys('type'),
    grade: listed(params, 'grade').filter((v): v is Grade => (GRADES as readonly string[]).includes(v)),
    actor: keys('actor'),
    weapon: keys('weapon'),
    group: keys('group'),
    governorate: listed(params, 'governorate').map((v) => v.slice(0, MOST_LETTERS)),
    place: (params.get('place') ?? '').slice(0, MOST_LETTERS),
    from: day(params.get('from')),
    to: day(params.get('to')),
    harm: whole(params.get('harm')),
    unresolved: params.get('unresolved') === '1',
    box: box(params.get('box')),
  };
}

/** Only what differs from the empty filter, always in the same order, so that equal filters have equal addresses. */
export function writeFilter(filter: Filter): URLSearchParams {
  const params = new URLSearchParams();
  const put = (name: string, value: string): void => {
    if (value !== '') params.set(name, value);
  };
  put('q', filter.q);
  put('from', filter.from);
  put('to', filter.to);
  for (const name of ['family', 'type', 'grade', 'actor', 'weapon', 'group', 'governorate'] as const) {
    for (const value of [...new Set<string>(filter[name])].sort()) params.append(name, value);
  }
  put('place', filter.place);
  put('harm', filter.harm > 0 ? String(filter.harm) : '');
  put('unresolved', filter.unresolved ? '1' : '');
  put('box', filter.box === null ? '' : filter.box.map((v) => v.toFixed(3)).join(','));
  return params;
}

export function sameFilter(one: Filter, other: Filter): boolean {
  return writeFilter(one).toString() === writeFilter(other).toString();
}

/** How many conditions are set, the search words included. */
export function conditions(filter: Filter): number {
  return new Set(writeFilter(filter).keys()).size;
}

/** Adds a value to a list that lacks it and takes it out of one that has it. */
export function toggled<T>(values: readonly T[], value: T): T[] {
  return values.includes(value) ? values.filter((v) => v !== value) : [...values, value];
}

function listed(params: URLSearchParams, name: string): string[] {
  return [...new Set(params.getAll(name).filter((v) => v !== ''))].slice(0, MOST_VALUES);
}

function day(value: string | null): string {
  if (value === null || !DAY.test(value)) return '';
  const time = Date.parse(`${value}T00:00:00Z`);
  // A day such as 30 February is moved by the calendar; it is no day.
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== value ? '' : value;
}

function whole(value: string | null): number {
  return value !== null && /^\d{1,6}$/.test(value) ? Number(value) : 0;
}

function box(value: string | null): Box | null {
  const parts = (value ?? '').split(',').map((v) => (v.trim() === '' ? Number.NaN : Number(v)));
  const [west, south, east, north] = parts;
  if (parts.length !== 4 || west === undefined || south === undefined || east === undefined || north === undefined) return null;
  const inside = west >= -180 && east <= 180 && south >= -90 && north <= 90;
  return inside && west < east && south < north ? [west, south, east, north] : null;
}
