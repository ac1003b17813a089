/** The program's tables, read by the pages: one source for both. */

export type Row = Readonly<Record<string, string>>;

/** Rows of a table as the program writes them: comments, then a line of columns, then values apart by tabs. */
export function rowsOf(table: string): Row[] {
  const lines = table.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const columns = (lines[0] ?? "").split("\t");
  return lines.slice(1).map((line) => {
    const values = line.split("\t");
    return Object.fromEntries(columns.map((column, at) => [column, values[at] ?? ""]));
  });
}
