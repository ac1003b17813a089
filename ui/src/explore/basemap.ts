// The base map as it is packaged (resources/map/basemap.json) into GeoJSON for MapLibre.
// A line is a flat list of whole numbers in thousandths of a degree: the first point in full, each further one a step.

import type { Feature, FeatureCollection, LineString, Point, Polygon } from "geojson";

export interface PackedBase {
  scale: number;
  land: number[][];
  governorates: number[][];
  rivers: number[][];
  lakes: number[][];
  /** Longitude, latitude, Arabic name, English name, level: 0 country, 1 governorate, 2 to 5 towns by size. */
  labels: [number, number, string, string, number][];
}

export interface BaseLayers {
  land: FeatureCollection<Polygon>;
  governorates: FeatureCollection<LineString>;
  rivers: FeatureCollection<LineString>;
  lakes: FeatureCollection<Polygon>;
  labels: FeatureCollection<Point, { ar: string; en: string; level: number }>;
}

type Pair = [number, number];

/** Unpacks one line. */
export function unpackLine(line: readonly number[], scale: number): Pair[] {
  const points: Pair[] = [];
  let lon = 0;
  let lat = 0;
  for (let i = 0; i + 1 < line.length; i += 2) {
    lon += line[i] ?? 0;
    lat += line[i + 1] ?? 0;
    points.push([lon / scale, lat / scale]);
  }
  return points;
}

export function unpackBase(base: PackedBase): BaseLayers {
  const lines = (name: "governorates" | "rivers"): FeatureCollection<LineString> =>
    collection(base[name].map((line) => feature({ type: "LineString", coordinates: unpackLine(line, base.scale) }, {})));
  const areas = (name: "land" | "lakes"): FeatureCollection<Polygon> =>
    collection(base[name].map((line) => feature({ type: "Polygon", coordinates: [closed(unpackLine(line, base.scale))] }, {})));
  const labels = base.labels.map(([lon, lat, ar, en, level]) =>
    feature<Point, { ar: string; en: string; level: number }>(
      { type: "Point", coordinates: [lon / base.scale, lat / base.scale] },
      { ar, en: en || ar, level },
    ),
  );
  return { land: areas("land"), governorates: lines("governorates"), rivers: lines("rivers"), lakes: areas("lakes"), labels: collection(labels) };
}

function closed(points: Pair[]): Pair[] {
  const [first, last] = [points[0], points[points.length - 1]];
  if (first === undefined || last === undefined || (first[0] === last[0] && first[1] === last[1])) return points;
  return [...points, first];
}

function feature<G extends Polygon | LineString | Point, P extends object>(geometry: G, properties: P): Feature<G, P> {
  return { type: "Feature", geometry, properties };
}

function collection<G extends Polygon | LineString | Point, P>(features: Feature<G, P>[]): FeatureCollection<G, P> {
  return { type: "FeatureCollection", features };
}
