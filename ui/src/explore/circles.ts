// A circle of so many kilometres on the globe, as a ring of points: the doubt about a place, drawn as wide as it is.

const EARTH_KM = 6371.0088;
const CORNERS = 48;

export type Ring = [number, number][];

/** A closed ring of [longitude, latitude], counter-clockwise, as GeoJSON wants it (RFC 7946, 3.1.6). */
export function circle(lon: number, lat: number, radiusKm: number): Ring {
  const angle = radiusKm / EARTH_KM;
  const phi = radians(lat);
  const ring: Ring = [];
  for (let i = 0; i < CORNERS; i++) {
    const bearing = (-2 * Math.PI * i) / CORNERS;
    const sin = Math.sin(phi) * Math.cos(angle) + Math.cos(phi) * Math.sin(angle) * Math.cos(bearing);
    const y = Math.sin(bearing) * Math.sin(angle) * Math.cos(phi);
    const x = Math.cos(angle) - Math.sin(phi) * sin;
    ring.push([lon + degrees(Math.atan2(y, x)), degrees(Math.asin(Math.max(-1, Math.min(1, sin))))]);
  }
  const first = ring[0];
  return first === undefined ? [] : [...ring, first];
}

/** Kilometres between two points on the globe. */
export function distanceKm(one: readonly [number, number], other: readonly [number, number]): number {
  const half = (a: number): number => Math.sin(a / 2) ** 2;
  const [lon1, lat1, lon2, lat2] = [one[0], one[1], other[0], other[1]].map(radians) as [number, number, number, number];
  const a = half(lat2 - lat1) + Math.cos(lat1) * Math.cos(lat2) * half(lon2 - lon1);
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(a)));
}

function radians(value: number): number {
  return (value * Math.PI) / 180;
}

function degrees(value: number): number {
  return (value * 180) / Math.PI;
}
