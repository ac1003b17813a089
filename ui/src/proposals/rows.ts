/** Rows that a person writes for a table, as `column = value` lines. */

export const TABLES = [
  "actors/aliases.tsv", "actors/actors.tsv", "lexicon/triggers.tsv", "lexicon/weapons.tsv", "lexicon/objects.tsv", "lexicon/persons.tsv",
  "lexicon/kinds.tsv", "gazetteer",
] as const;
export type Table = (typeof TABLES)[number];

/** The columns that a row most needs; the server knows all and says what is missing. */
export const COLUMNS: Readonly<Record<Table, readonly string[]>> = {
  "actors/aliases.tsv": ["alias", "id", "theatre", "from", "to", "ambiguous", "article", "country_name", "gloss"],
  "actors/actors.tsv": ["id", "name_en", "name_ar", "country", "kind", "side", "has_air_force", "from", "to", "listed", "gloss"],
  "lexicon/triggers.tsv": ["id", "nouns", "verbs", "role", "type", "gloss"],
  "lexicon/weapons.tsv": ["forms", "class", "gloss"],
  "lexicon/objects.tsv": ["forms", "class", "ambiguous", "gloss"],
  "lexicon/persons.tsv": ["lemma", "group", "singular", "dual", "plural", "civilian_victim", "harm", "gloss"],
  "lexicon/kinds.tsv": ["forms", "many", "kind", "part_of_name", "takes", "gloss"],
  gazetteer: ["name_ar", "name_en", "kind", "country", "lat", "lon"],
};

/** The values of the lines; a line without "=" and a column without a value are left out. */
export function readRow(text: string): Record<string, string> {
  const pairs = text.split("\n").flatMap((line) => {
    const at = line.indexOf("=");
    const [column, value] = [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    return at > 0 && column && value ? [[column, value] as const] : [];
  });
  return Object.fromEntries(pairs);
}
