// The six families of events: their order, their colour and their shape. A family is never told by colour alone.

export const FAMILIES = ["battles", "explosions", "civilians", "protests", "riots", "strategic"] as const;
export type Family = (typeof FAMILIES)[number];

// Three to one or better against both grounds of the map; none is red, as nothing here is an error.
export const COLOURS: Record<Family, string> = {
  battles: "#8a6a35",
  explosions: "#b8701f",
  civilians: "#6a5591",
  protests: "#38806c",
  riots: "#717c22",
  strategic: "#4b6f93",
};

export function isFamily(value: unknown): value is Family {
  return (FAMILIES as readonly unknown[]).includes(value);
}

/** Corners and turn of each shape; a circle has none. Reach makes the areas of all shapes alike. */
const SHAPES: Record<Family, { corners: number; turn: number; reach: number }> = {
  battles: { corners: 4, turn: 0, reach: 1.25 },
  explosions: { corners: 0, turn: 0, reach: 1 },
  civilians: { corners: 4, turn: Math.PI / 4, reach: 1.25 },
  protests: { corners: 3, turn: 0, reach: 1.45 },
  riots: { corners: 3, turn: Math.PI, reach: 1.45 },
  strategic: { corners: 6, turn: 0, reach: 1.1 },
};

/** Corners of a family's shape around a point, empty for the circle. */
export function corners(family: Family, x: number, y: number, radius: number): [number, number][] {
  const { corners: count, turn, reach } = SHAPES[family];
  return Array.from({ length: count }, (_, i) => {
    const angle = turn - Math.PI / 2 + (2 * Math.PI * i) / count;
    return [round(x + reach * radius * Math.cos(angle)), round(y + reach * radius * Math.sin(angle))];
  });
}

/** The shape as the `d` of an SVG path, which a canvas draws too (`new Path2D(d)`). */
export function shapePath(family: Family, x: number, y: number, radius: number): string {
  const points = corners(family, x, y, radius);
  if (points.length > 0) return `M${points.map((p) => p.join(" ")).join("L")}Z`;
  const r = round(radius);
  return `M${round(x - r)} ${round(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100 || 0;
}
