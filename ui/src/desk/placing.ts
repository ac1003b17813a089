/** What a person's hand does to a place: another candidate, or a pin set down. The words stay; the old choice becomes a candidate. */
import type { PlaceCandidate, PlaceValue } from "../api/types";

/** A point that a person chose is theirs: the program's certainty and reason no longer belong to it. */
const BY_PERSON = { basis: "person", confidence: null, reason: null } as const;

/** Precision of a pin set down by hand: the place itself, with half a kilometre of doubt. */
export const PIN = { geo_precision: 1, where_prec: 1, radius_km: 0.5 } as const;

/** The place as it stands, as a candidate; null where it has no point or no row of the gazetteer. */
export function asCandidate(place: PlaceValue): PlaceCandidate | null {
  if (place.lat === null || place.lon === null || place.gazetteer_id === null) return null;
  return { id: place.gazetteer_id, name: place.label, kind: place.kind, country: place.country, lat: place.lat, lon: place.lon, score: null, parts: {} };
}

function others(place: PlaceValue, chosen: string | null): PlaceCandidate[] {
  const before = asCandidate(place);
  const all = before ? [before, ...place.candidates] : place.candidates;
  const seen = new Set<string>();
  return all.filter((one) => one.id !== chosen && !seen.has(one.id) && seen.add(one.id));
}

/** The place resolved to another row of the gazetteer. What is told of the old one alone is not kept. */
export function chosen(place: PlaceValue, candidate: PlaceCandidate): PlaceValue {
  return {
    ...place,
    ...BY_PERSON,
    lat: candidate.lat,
    lon: candidate.lon,
    gazetteer_id: candidate.id,
    label: candidate.name,
    kind: candidate.kind,
    country: candidate.country,
    hierarchy_ar: [],
    hierarchy_en: [],
    geo_precision: place.geo_precision ?? PIN.geo_precision,
    where_prec: place.where_prec ?? PIN.where_prec,
    radius_km: place.radius_km ?? 2,
    candidates: others(place, candidate.id),
  };
}

/** The place at a point that a person set; it is no row of the gazetteer any more. */
export function pinned(place: PlaceValue, lat: number, lon: number): PlaceValue {
  const rounded = (value: number): number => Math.round(value * 1e5) / 1e5;
  return { ...place, ...BY_PERSON, ...PIN, lat: rounded(lat), lon: rounded(lon), gazetteer_id: null, candidates: others(place, null) };
}

/** Kilometres between two points on a sphere, for telling how far apart candidates lie. */
export function kilometres(a: { lat: number; lon: number }, b: { lat: number; lon: number }): number {
  const rad = Math.PI / 180;
  const dLat = (b.lat - a.lat) * rad;
  const dLon = (b.lon - a.lon) * rad;
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(dLon / 2) ** 2;
  return 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(h)));
}
