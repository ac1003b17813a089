// MapLibre, its worker, the base map and the letters for names: fetched from this server when a map is first shown.

import baseAddress from "../../../../src/tawthiq/resources/map/basemap.json?url";
import { unpackBase, type BaseLayers, type PackedBase } from "../basemap";

export type MapLibre = typeof import("maplibre-gl");

export interface MapParts {
  readonly maplibre: MapLibre;
  readonly base: BaseLayers;
}

let parts: Promise<MapParts> | null = null;

/** All parts; asked for again where the last try failed. */
export function mapParts(): Promise<MapParts> {
  parts ??= load().catch((error: unknown) => {
    parts = null;
    throw error;
  });
  return parts;
}

async function load(): Promise<MapParts> {
  const [maplibre, worker, answer] = await Promise.all([
    import("maplibre-gl"),
    import("maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url"),
    fetch(baseAddress),
    import("maplibre-gl/dist/maplibre-gl.css"),
    // Names are drawn on a canvas, which does not wait for a font that no text of the page has asked for.
    document.fonts.load('400 16px "Noto Sans Arabic Variable"', "حلب").catch(() => []),
  ]);
  if (!answer.ok) throw new Error(`${answer.status} ${baseAddress}`);
  maplibre.setWorkerUrl(worker.default);
  return { maplibre, base: unpackBase((await answer.json()) as PackedBase) };
}

/** Whether this browser can draw maps at all. */
export function canDrawMaps(): boolean {
  return document.createElement("canvas").getContext("webgl2") !== null;
}
