/** What went wrong between these pages and the server, in the server's own three parts: what, where, remedy. */
export class Problem extends Error {
  constructor(
    /** HTTP status; 0 where no answer came. */
    readonly status: number,
    readonly what: string,
    readonly where = "",
    readonly remedy = "",
    /** The whole answer: a conflict carries the version that stands now. */
    readonly body: unknown = null,
  ) {
    super(what);
  }
}

type Loose = Readonly<Record<string, unknown>>;

function isLoose(value: unknown): value is Loose {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** The error that an answer tells, whatever shape it has: ours, the framework's list of faults, or none at all. */
export function problemOf(status: number, body: unknown): Problem {
  const told = isLoose(body) && isLoose(body["detail"]) ? body["detail"] : body;
  if (isLoose(told)) {
    const what = text(told["what"]) || text(told["detail"]) || text(told["title"]);
    if (what) return new Problem(status, what, text(told["where"]), text(told["remedy"]), body);
    const faults = Array.isArray(told["detail"]) ? told["detail"].filter(isLoose) : [];
    if (faults.length > 0) {
      const lines = faults.map((one) => `${Array.isArray(one["loc"]) ? one["loc"].slice(1).join(".") : ""}: ${text(one["msg"])}`);
      return new Problem(status, lines.join("; "), "", "", body);
    }
  }
  return new Problem(status, "", "", "", body);
}
