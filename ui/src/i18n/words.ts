/** Words of the interface: each in both languages side by side, so that a missing one is an error of types. */

export type Language = "ar" | "en";
export type Digits = "arab" | "latn";
/** A text, or its forms by the number that `n` gives (CLDR's names; `other` always stands). */
export type Form = string | ({ readonly other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);
export type Word = Readonly<Record<Language, Form>>;
export type Values = Readonly<Record<string, string | number>>;

const ISOLATE = "\u2068";
const END = "\u2069";
const rules: Record<Language, Intl.PluralRules> = { ar: new Intl.PluralRules("ar"), en: new Intl.PluralRules("en") };

/** Numbers in the digits that the reader chose. */
export function numeral(value: number, language: Language, digits: Digits, most = 2): string {
  return new Intl.NumberFormat(`${language}-u-nu-${digits}`, { maximumFractionDigits: most }).format(value);
}

/**
 * A word in a language, its `{names}` filled in. What is filled in is isolated, so that a Latin name in an Arabic
 * sentence, or the other way round, does not turn its neighbours about.
 */
export function say(word: Word, values: Values, language: Language, digits: Digits): string {
  const form = word[language];
  const n = values["n"];
  const rule = typeof n === "number" ? rules[language].select(n) : "other";
  const text = typeof form === "string" ? form : (form[rule] ?? form.other);
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === "number" ? numeral(value, language, digits) : ISOLATE + value + END;
  });
}
