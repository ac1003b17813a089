// How the base map and the marks are drawn: a style without tiles, glyphs or addresses. Everything it shows is data of
// ours; names are written with the font of the pages.

import type { FeatureCollection } from "geojson";
import type { LayerSpecification, SourceSpecification, StyleSpecification } from "maplibre-gl";
import type { BaseLayers } from "../basemap";
import type { Marks } from "./marks";

export type Shade = "light" | "dark";

interface Palette {
  sea: string;
  land: string;
  border: string;
  inner: string;
  water: string;
  label: string;
  halo: string;
}

const PALETTES: Record<Shade, Palette> = {
  light: { sea: "#dfe7ea", land: "#f7f4ee", border: "#a79f90", inner: "#cfc8ba", water: "#b5c9d1", label: "#5a5449", halo: "#f7f4ee" },
  dark: { sea: "#14181b", land: "#23282c", border: "#6a6f72", inner: "#3d4246", water: "#2f4350", label: "#b8b2a6", halo: "#23282c" },
};

const FONT = ["Noto Sans Arabic Variable"];
/** For each level of names the zooms between which it is written, its size, and how strongly it is seen. */
const LEVELS = [
  { from: 0, to: 7.7, size: 13, opacity: 0.8 },
  { from: 5.4, to: 8.7, size: 11.5, opacity: 0.65 },
  { from: 4.4, to: 24, size: 12.5, opacity: 1 },
  { from: 5.7, to: 24, size: 12, opacity: 1 },
  { from: 7, to: 24, size: 11.5, opacity: 1 },
  { from: 8.3, to: 24, size: 11, opacity: 1 },
] as const;

export function mapStyle(base: BaseLayers, marks: Marks, shade: Shade, language: "ar" | "en"): StyleSpecification {
  const colours = PALETTES[shade];
  return {
    version: 8,
    sources: {
      land: source(base.land), governorates: source(base.governorates), rivers: source(base.rivers), lakes: source(base.lakes),
      labels: source(base.labels), doubts: source(marks.doubts), marks: source(marks.marks),
    },
    layers: [...ground(colours), ...names(colours, language), ...events()],
  };
}

function source(data: FeatureCollection): SourceSpecification {
  // The base is simplified already; more would tear borders apart.
  return { type: "geojson", data, tolerance: 0.2, maxzoom: 12 };
}

function ground(colours: Palette): LayerSpecification[] {
  return [
    { id: "sea", type: "background", paint: { "background-color": colours.sea } },
    { id: "land", type: "fill", source: "land", paint: { "fill-color": colours.land } },
    { id: "lakes", type: "fill", source: "lakes", paint: { "fill-color": colours.water } },
    {
      id: "rivers", type: "line", source: "rivers",
      paint: { "line-color": colours.water, "line-width": ["interpolate", ["linear"], ["zoom"], 3, 0.5, 9, 1.8] },
    },
    {
      id: "governorates", type: "line", source: "governorates", minzoom: 4.4,
      paint: { "line-color": colours.inner, "line-width": 0.9, "line-dasharray": [4, 3] },
    },
    { id: "borders", type: "line", source: "land", paint: { "line-color": colours.border, "line-width": 0.9 } },
  ];
}

function names(colours: Palette, language: "ar" | "en"): LayerSpecification[] {
  return LEVELS.map((level, n) => ({
    id: `names-${n}`,
    type: "symbol",
    source: "labels",
    minzoom: level.from,
    maxzoom: level.to,
    filter: ["==", ["get", "level"], n],
    layout: { "text-field": ["get", language], "text-font": FONT, "text-size": level.size, "text-padding": 4, "text-max-width": 9 },
    paint: { "text-color": colours.label, "text-halo-color": colours.halo, "text-halo-width": 1.5, "text-opacity": level.opacity },
  }));
}

function events(): LayerSpecification[] {
  const strong = (chosen: number, other: number): ["case", ["get", "chosen"], number, number] => ["case", ["get", "chosen"], chosen, other];
  return [
    { id: "doubts", type: "fill", source: "doubts", paint: { "fill-color": ["get", "colour"], "fill-opacity": strong(0.16, 0.06) } },
    {
      id: "doubt-edges", type: "line", source: "doubts",
      paint: { "line-color": ["get", "colour"], "line-opacity": strong(0.95, 0.4), "line-width": strong(2, 1) },
    },
    {
      id: "marks", type: "symbol", source: "marks",
      layout: { "icon-image": ["get", "picture"], "icon-allow-overlap": true, "symbol-sort-key": ["get", "order"] },
    },
  ];
}
