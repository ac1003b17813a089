import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

/** Contrast of WCAG 2.2 between the colours that tokens.css pairs. */
const sheet = readFileSync(new URL("../src/styles/tokens.css", import.meta.url), "utf8");

function colours(from: string, to: string): Map<string, string> {
  const part = sheet.slice(sheet.indexOf(from), sheet.indexOf(to) < 0 ? undefined : sheet.indexOf(to));
  return new Map([...part.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((found) => [found[1] ?? "", found[2] ?? ""]));
}

function light(colour: string): number {
  const parts = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);
  const [r = 0, g = 0, b = 0] = parts.map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark = 0, bright = 0] = [light(a), light(b)].sort((x, y) => x - y);
  return (bright + 0.05) / (dark + 0.05);
}

const themes = {
  light: colours(":root {", "@media"),
  system: colours("@media", ':root[data-theme="dark"]'),
  dark: colours(':root[data-theme="dark"]', "\u0000"),
};
const texts = ["ink", "ink-soft", "accent", "wrong", "good", "doubt"];
const grounds = ["ground", "surface", "sunk", "clause"];

describe.each(Object.entries(themes))("%s colours", (_, theme) => {
  const get = (name: string): string => theme.get(name) ?? "#000000";
  it("has text of 4.5:1 on every ground", () => {
    for (const text of texts) for (const ground of grounds) expect(contrast(get(text), get(ground)), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    for (const kind of ["wrong", "good", "doubt", "accent"]) {
      expect(contrast(get("ink"), get(`${kind}-soft`)), kind).toBeGreaterThanOrEqual(4.5);
      expect(contrast(get(kind), get(`${kind}-soft`)), kind).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast(get("accent-ink"), get("accent"))).toBeGreaterThanOrEqual(4.5);
  });
  it("has a field's colour as text of 4.5:1", () => {
    const fields = [...theme.keys()].filter((name) => name.startsWith("field-"));
    expect(fields).toHaveLength(12);
    for (const field of fields) for (const ground of grounds) expect(contrast(get(field), get(ground)), `${field} on ${ground}`).toBeGreaterThanOrEqual(4.5);
  });
  it("has lines of controls and focus of 3:1", () => {
    for (const name of ["line-strong", "focus"]) for (const ground of ["ground", "surface"]) expect(contrast(get(name), get(ground)), name).toBeGreaterThanOrEqual(3);
  });
});

it("says dark once for the system and once for the choice, alike", () => {
  expect([...themes.system]).toEqual([...themes.dark]);
});
