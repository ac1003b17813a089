// What the explore page shows of the filtered events: which faces, columns, order, and where the map stands.

export const FACES = ['map', 'time', 'table'] as const;
export type Face = (typeof FACES)[number];

export const COLUMNS = [
  'date', 'type', 'place', 'governorate', 'country', 'actor1', 'actor2', 'killed', 'injured', 'detained', 'weapons',
  'grade', 'families', 'reports',
] as const;
export type Column = (typeof COLUMNS)[number];
export const FIRST_COLUMNS: readonly Column[] = ['date', 'type', 'place', 'governorate', 'actor1', 'killed', 'injured', 'grade'];

/** Columns that the server can order by. */
export const SORTS = ['date', 'killed', 'injured', 'type', 'grade', 'families'] as const;
export type Sort = (typeof SORTS)[number];

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

export const FIRST_ORDER: Order = { by: 'date', down: true };
const ID = /^[A-Za-z0-9:_.#-]{1,120}$/;

export function readLook(params: URLSearchParams): Look {
  const chosen = params.get('event') ?? '';
  return {
    face: FACES.find((face) => face === params.get('face')) ?? 'map',
    columns: columns(params.get('columns')),
    order: order(params.get('sort')),
    camera: camera(params.get('at')),
    chosen: ID.test(chosen) ? chosen : '',
  };
}

export function writeLook(look: Look): URLSearchParams {
  const params = new URLSearchParams();
  if (look.face !== 'map') params.set('face', look.face);
  if (look.columns.join() !== FIRST_COLUMNS.join()) params.set('columns', look.columns.join('.'));
  if (orderText(look.order) !== orderText(FIRST_ORDER)) params.set('sort', orderText(look.order));
  if (look.camera !== null) {
    params.set('at', [look.camera.lon.toFixed(3), look.camera.lat.toFixed(3), look.camera.zoom.toFixed(2)].join(','));
  }
  if (look.chosen !== '') params.set('event', look.chosen);
  return params;
}

/** "-killed" for the greatest first, "killed" for the least. */
export function orderText(order: Order): string {
  return `${order.down ? '-' : ''}${order.by}`;
}

/** What a press on a column's head does: turns the order round, or takes it over, the greatest first. */
export function pressed(now: Order, by: Sort): Order {
  return now.by === by ? { by, down: !now.down } : { by, down: by !== 'type' };
}

function columns(value: string | null): readonly Column[] {
  const asked = new Set((value ?? '').split('.'));
  const found = COLUMNS.filter((column) => asked.has(column));
  return found.length > 0 ? found : FIRST_COLUMNS;
}

function order(value: string | null): Order {
  const down = value?.startsWith('-') ?? false;
  const by = SORTS.find((sort) => sort === value?.replace(/^-/, ''));
  return by === undefined ? FIRST_ORDER : { by, down };
}

function camera(value: string | null): Camera | null {
  const parts = (value ?? '').split(',').map(Number);
  const [lon, lat, zoom] = parts;
  if (parts.length !== 3 || lon === undefined || lat === undefined || zoom === undefined) return null;
  const possible = Math.abs(lon) <= 180 && Math.abs(lat) <= 85 && zoom >= 0 && zoom <= 22;
  return possible ? { lon, lat, zoom } : null;
}
