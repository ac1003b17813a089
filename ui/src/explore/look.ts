// What the explore page shows of the filtered events: which faces, columns, order, and where the map stands.

export const FACES = ["map", "time", "table"] as const;
export type Face = (typeof FACES)[number];

export const COLUMNS = [
  "date", "type", "place", "governorate", "country", "actor1", "actor2", "killed", "injured", "detained", "weapons",
  "grade", "sources", "reports",
] as const;
export type Column = (typeof COLUMNS)[number];
export const FIRST_COLUMNS: readonly Column[] = ["date", "type", "place", "governorate", "actor1", "killed", "injured", "grade"];

/** Columns that the server can order by. */
export const SORTS = ["date", "type", "place", "governorate", "killed", "injured", "grade", "sources", "reports"] as const;
export type Sort = (typeof SORTS)[number];
/** These begin with the first of the letters, all others with the greatest. */
const TEXTS: readonly Sort[] = ["type", "place", "governorate", "grade"];

export interface Order {
  by: Sort;
  down: boolean;
}

export interface Camera {
  lon: number;
  lat: number;
  zoom: number;
}

export interface Look {
  /** On a wide screen all faces stand together; on a phone this one is shown. */
  face: Face;
  columns: readonly Column[];
  order: Order;
  camera: Camera | null;
  chosen: string;
}

export const FIRST_ORDER: Order = { by: "date", down: true };
const ID = /^[A-Za-z0-9:_.#-]{1,120}$/;

/** Names of these in an address. */
export const LOOK_NAMES = ["face", "columns", "sort", "at", "event"] as const;

type Query = Readonly<Record<string, string>>;

export function readLook(query: Query): Look {
  const chosen = query["event"] ?? "";
  return {
    face: FACES.find((face) => face === query["face"]) ?? "map",
    columns: columns(query["columns"]),
    order: order(query["sort"]),
    camera: camera(query["at"]),
    chosen: ID.test(chosen) ? chosen : "",
  };
}

/** Every name for an address, "" where it stands as it stands at first. */
export function writeLook(look: Look): Record<(typeof LOOK_NAMES)[number], string> {
  const { camera: at } = look;
  return {
    face: look.face === "map" ? "" : look.face,
    columns: look.columns.join() === FIRST_COLUMNS.join() ? "" : look.columns.join("*"),
    sort: orderText(look.order) === orderText(FIRST_ORDER) ? "" : orderText(look.order),
    at: at === null ? "" : [at.lon.toFixed(3), at.lat.toFixed(3), at.zoom.toFixed(2)].join(","),
    event: look.chosen,
  };
}

/** "-killed" for the greatest first, "killed" for the least. */
export function orderText({ by, down }: Order): Sort | `-${Sort}` {
  return down ? `-${by}` : by;
}

/** What a press on a column's head does: turns the order round, or takes it over, the greatest first. */
export function pressed(now: Order, by: Sort): Order {
  return now.by === by ? { by, down: !now.down } : { by, down: !TEXTS.includes(by) };
}

function columns(value: string | undefined): readonly Column[] {
  const asked = new Set((value ?? "").split("*"));
  const found = COLUMNS.filter((column) => asked.has(column));
  return found.length > 0 ? found : FIRST_COLUMNS;
}

function order(value: string | undefined): Order {
  const down = value?.startsWith("-") ?? false;
  const by = SORTS.find((sort) => sort === value?.replace(/^-/, ""));
  return by === undefined ? FIRST_ORDER : { by, down };
}

function camera(value: string | undefined): Camera | null {
  const parts = (value ?? "").split(",").map(Number);
  const [lon, lat, zoom] = parts;
  if (parts.length !== 3 || lon === undefined || lat === undefined || zoom === undefined) return null;
  const possible = Math.abs(lon) <= 180 && Math.abs(lat) <= 85 && zoom >= 0 && zoom <= 22;
  return possible ? { lon, lat, zoom } : null;
}
