/** Matching paths to patterns, and reading and writing queries: the address is the only place where a view keeps its state. */

export type Query = Readonly<Record<string, string>>;

/** What a path gives for a pattern's `:names`, decoded; null where it does not match. */
export function match(pattern: string, path: string): Readonly<Record<string, string>> | null {
  const wanted = pattern.split("/").filter(Boolean);
  const given = path.split("/").filter(Boolean);
  if (wanted.length !== given.length) return null;
  const found: Record<string, string> = {};
  for (const [n, part] of wanted.entries()) {
    const value = decode(given[n] ?? "");
    if (value === null) return null;
    if (part.startsWith(":")) found[part.slice(1)] = value;
    else if (part !== value) return null;
  }
  return found;
}

function decode(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null; // a broken escape is an address that no page has
  }
}

/** A path for a pattern, each value escaped. */
export function fill(pattern: string, values: Readonly<Record<string, string | number>>): string {
  return pattern.replace(/:([a-z]+)/gi, (_, name: string) => encodeURIComponent(String(values[name] ?? "")));
}

/** The query of an address as plain values; of a name that stands twice the last counts. */
export function readQuery(search: string): Query {
  return Object.fromEntries(new URLSearchParams(search));
}

/** A value of a query, or several under one name. */
export type QueryValue = Scalar | readonly Scalar[];
type Scalar = string | number | boolean | null | undefined;

/** A query in a fixed order, so that the same view has the same address; empty values are left out. */
export function writeQuery(query: Readonly<Record<string, QueryValue>>): string {
  const kept = Object.entries(query)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, values]) => [values].flat().map((value) => [name, value] as const))
    .flatMap(([name, value]): [string, string][] => (value === null || value === undefined || value === "" ? [] : [[name, String(value)]]));
  const text = new URLSearchParams(kept).toString();
  return text ? `?${text}` : "";
}
