// What the server says of one view of the map, as features to draw. A mark's picture is named by what it shows
// (images.ts draws it), so that equal marks share one picture.

import type { Feature, FeatureCollection, Point, Polygon } from "geojson";
import { circle } from "../circles";
import { COLOURS, FAMILIES, isFamily, type Family } from "../families";
import type { Box } from "../filter";
import { gradeOf, type Grade } from "../grades";
import { clusterRadius, markRadius } from "../scales";

export interface Mark {
  /** What a press on it means: an event's id, or "cluster:N" by its place in the answer. */
  readonly id: string;
  readonly picture: string;
  /** Marks with a smaller number lie under the others. */
  readonly order: number;
}

export interface Doubt {
  readonly colour: string;
  readonly chosen: boolean;
}

export interface Marks {
  readonly marks: FeatureCollection<Point, Mark>;
  readonly doubts: FeatureCollection<Polygon, Doubt>;
}

export interface EventPoint {
  readonly id: string;
  readonly lat: number;
  readonly lon: number;
  readonly radius_km?: number | null;
  readonly family: string;
  readonly grade: string;
  readonly killed?: number | null;
  readonly injured?: number | null;
}

export interface EventCluster {
  readonly lat: number;
  readonly lon: number;
  readonly count: number;
  readonly families: Readonly<Record<string, number>>;
}

export const NO_MARKS: Marks = { marks: collection([]), doubts: collection([]) };

/** A picture of one event: shape by family, area by harm, outline by grade. */
export function eventPicture(family: Family, grade: Grade, harm: number): string {
  return `event|${family}|${grade}|${Math.round(markRadius(harm))}`;
}

/** A picture of several: a ring of shares by family around their number, never one colour for all. */
export function clusterPicture(count: number, families: Readonly<Record<string, number>>, label: string): string {
  // Shares in steps of one in forty look alike and keep the pictures few.
  const shares = FAMILIES.map((family) => Math.round((40 * (families[family] ?? 0)) / Math.max(1, count)));
  return `cluster|${Math.round(clusterRadius(count))}|${shares.join(".")}|${label}`;
}

/** Marks of a view; each single event has a circle as wide as the doubt about its place. */
export function marksOf(
  points: readonly EventPoint[],
  clusters: readonly EventCluster[],
  chosen: string,
  label: (count: number) => string,
): Marks {
  const marks: Feature<Point, Mark>[] = clusters.map((one, n) =>
    point(one.lon, one.lat, { id: `cluster:${n}`, picture: clusterPicture(one.count, one.families, label(one.count)), order: one.count }),
  );
  const doubts: Feature<Polygon, Doubt>[] = [];
  for (const one of points) {
    const family: Family = isFamily(one.family) ? one.family : "strategic";
    const harm = (one.killed ?? 0) + (one.injured ?? 0);
    const isChosen = one.id === chosen;
    marks.push(point(one.lon, one.lat, { id: one.id, picture: eventPicture(family, gradeOf(one.grade), harm) + (isChosen ? "|chosen" : ""), order: isChosen ? 1e9 : -harm }));
    if (one.radius_km) doubts.push(doubt(one.lon, one.lat, one.radius_km, COLOURS[family], isChosen));
  }
  return { marks: collection(marks), doubts: collection(doubts) };
}

export function point<P>(lon: number, lat: number, properties: P): Feature<Point, P> {
  return { type: "Feature", geometry: { type: "Point", coordinates: [lon, lat] }, properties };
}

export function doubt(lon: number, lat: number, radiusKm: number, colour: string, chosen: boolean): Feature<Polygon, Doubt> {
  return { type: "Feature", geometry: { type: "Polygon", coordinates: [circle(lon, lat, radiusKm)] }, properties: { colour, chosen } };
}

export function collection<G extends Point | Polygon, P>(features: Feature<G, P>[]): FeatureCollection<G, P> {
  return { type: "FeatureCollection", features };
}

/** The least box around points and clusters, null where there are none; a single point has a box around it all the same. */
export function extentOf(points: readonly EventPoint[], clusters: readonly { readonly bounds: readonly number[] }[]): Box | null {
  const boxes = [...clusters.map((one) => one.bounds), ...points.map((one) => [one.lon, one.lat, one.lon, one.lat])];
  if (boxes.length === 0) return null;
  const side = (n: number, pick: (...values: number[]) => number): number => pick(...boxes.map((one) => one[n] ?? 0));
  const room = 0.05;
  return [side(0, Math.min) - room, side(1, Math.min) - room, side(2, Math.max) + room, side(3, Math.max) + room];
}
