// One map on the page: MapLibre with our style, marks that change, and what a person does with it.

import type { GeoJSONSource, Map as LibreMap, MapMouseEvent } from "maplibre-gl";
import type { Box } from "../filter";
import type { Camera } from "../look";
import { draw, type Inks } from "./images";
import type { MapParts } from "./load";
import type { Marks } from "./marks";
import { mapStyle, type Shade } from "./style";

export interface ViewLook {
  readonly shade: Shade;
  readonly language: "ar" | "en";
  readonly inks: Inks;
}

export interface ViewHooks {
  /** The map stands still at another place. */
  readonly onmove?: (camera: Camera, box: Box) => void;
  /** A mark was chosen, by its id. */
  readonly onpick?: (id: string) => void;
}

/** Pixels around a press in which a mark counts as hit: a finger is wider than a mark. */
const REACH = 6;
/** The theatre, shown where nothing tells where to look. */
const EVERYWHERE: Box = [9, 11, 61, 38];

export class MapView {
  readonly #map: LibreMap;
  readonly #parts: MapParts;
  #look: ViewLook;
  #marks: Marks;

  constructor(holder: HTMLElement, parts: MapParts, look: ViewLook, marks: Marks, at: Camera | Box | null, hooks: ViewHooks) {
    this.#parts = parts;
    this.#look = look;
    this.#marks = marks;
    const start = at === null ? { bounds: sides(EVERYWHERE) } : "lon" in at ? { center: [at.lon, at.lat] as [number, number], zoom: at.zoom } : { bounds: sides(at), fitBoundsOptions: { padding: 40, maxZoom: 11 } };
    this.#map = new parts.maplibre.Map({
      container: holder,
      style: mapStyle(parts.base, marks, look.shade, look.language),
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: 0,
      minZoom: 1.5,
      maxZoom: 16,
      renderWorldCopies: false,
      ...start,
    });
    this.#map.touchZoomRotate.disableRotation();
    this.#map.keyboard.disableRotation();
    this.#listen(hooks);
  }

  #listen(hooks: ViewHooks): void {
    const map = this.#map;
    map.setMissingStyleImageResolver((id) => {
      const picture = draw(id, this.#look.inks, 2);
      if (picture && !map.hasImage(id)) map.addImage(id, picture.data, { pixelRatio: picture.ratio });
    });
    const tell = (): void => hooks.onmove?.(this.camera(), this.box());
    map.on("moveend", tell);
    map.once("load", tell);
    map.on("click", (press) => this.#pick(press, hooks));
    map.on("mousemove", ({ point }) => {
      map.getCanvas().style.cursor = hooks.onpick && this.#near(point.x, point.y) !== null ? "pointer" : "";
    });
    // Tests, and they alone, ask how many marks stand on the map.
    map.on("idle", () => {
      map.getContainer().dataset["marks"] = String(map.queryRenderedFeatures({ layers: ["marks"] }).length);
    });
  }

  #pick({ point }: MapMouseEvent, hooks: ViewHooks): void {
    const id = this.#near(point.x, point.y);
    if (id !== null) hooks.onpick?.(id);
  }

  /** The mark at a point of the screen: the uppermost within reach. */
  #near(x: number, y: number, reach = REACH): string | null {
    if (!this.#map.getLayer("marks")) return null;
    const found = this.#map.queryRenderedFeatures([[x - reach, y - reach], [x + reach, y + reach]], { layers: ["marks"] });
    const id: unknown = found[0]?.properties["id"];
    return typeof id === "string" ? id : null;
  }

  /** The mark nearest the middle, for those who have no pointer. */
  middle(): string | null {
    const { clientWidth: width, clientHeight: height } = this.#map.getContainer();
    for (const reach of [REACH, 24, 60, 120]) {
      const id = this.#near(width / 2, height / 2, reach);
      if (id !== null) return id;
    }
    return null;
  }

  show(marks: Marks): void {
    this.#marks = marks;
    for (const name of ["marks", "doubts"] as const) {
      this.#map.getSource<GeoJSONSource>(name)?.setData(marks[name]);
    }
  }

  restyle(look: ViewLook): void {
    const same = look.shade === this.#look.shade && look.language === this.#look.language;
    this.#look = look;
    if (same) return;
    for (const id of this.#map.listImages()) this.#map.removeImage(id);
    this.#map.setStyle(mapStyle(this.#parts.base, this.#marks, look.shade, look.language), { diff: false });
  }

  camera(): Camera {
    const { lng, lat } = this.#map.getCenter();
    return { lon: lng, lat, zoom: this.#map.getZoom() };
  }

  box(): Box {
    const bounds = this.#map.getBounds();
    return [Math.max(-180, bounds.getWest()), Math.max(-85, bounds.getSouth()), Math.min(180, bounds.getEast()), Math.min(85, bounds.getNorth())];
  }

  /** Show a box whole; one that is a point is shown from no nearer than a town. */
  fit(box: Box): void {
    this.#map.fitBounds(sides(box), { padding: 56, maxZoom: 12, duration: 350 });
  }

  all(box: Box | null): void {
    this.fit(box ?? EVERYWHERE);
  }

  move(camera: Camera): void {
    this.#map.easeTo({ center: [camera.lon, camera.lat], zoom: camera.zoom, duration: 350 });
  }

  zoom(by: number): void {
    this.#map.easeTo({ zoom: this.#map.getZoom() + by, duration: 200 });
  }

  resize(): void {
    this.#map.resize();
  }

  end(): void {
    this.#map.remove();
  }
}

function sides([west, south, east, north]: Box): [[number, number], [number, number]] {
  return [[west, south], [east, north]];
}
