import { describe, expect, it } from "vitest";
import { firstLanguage } from "../src/i18n/preferences.svelte";
import { numeral, say, type Word } from "../src/i18n/words";

const left: Word = {
  en: { one: "{n} event", other: "{n} events" },
  ar: { zero: "لا أحداث", one: "حدث واحد", two: "حدثان", few: "{n} أحداث", many: "{n} حدثاً", other: "{n} حدث" },
};

describe("say", () => {
  it.each([
    [0, "لا أحداث"],
    [1, "حدث واحد"],
    [2, "حدثان"],
    [5, "5 أحداث"],
    [11, "11 حدثاً"],
    [100, "100 حدث"],
  ])("takes the form of %i in Arabic", (n, text) => {
    expect(say(left, { n }, "ar", "latn")).toBe(text);
  });

  it("writes numbers in the reader's digits", () => {
    expect(say(left, { n: 5 }, "ar", "arab")).toBe("٥ أحداث");
    expect(numeral(1234.5, "en", "latn")).toBe("1,234.5");
  });

  it("isolates what is filled in, and leaves unknown names as they are", () => {
    expect(say({ en: "by {name} {other}", ar: "" }, { name: "قسد" }, "en", "latn")).toBe("by \u2068قسد\u2069 {other}");
  });
});

describe("firstLanguage", () => {
  it.each([
    [["ar-SY", "en"], "ar"],
    [["en-GB", "ar"], "en"],
    [["de", "ar"], "ar"],
    [["fr"], "en"],
    [[], "ar"],
  ] as const)("%j opens in %s", (asked, language) => {
    expect(firstLanguage(asked)).toBe(language);
  });
});
