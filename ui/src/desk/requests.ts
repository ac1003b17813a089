/** What queue and desk ask of the server, in one place. */
import { writeQuery } from "../address/pattern";
import { send } from "../api/send";
import type {
  DecisionKind, DecisionOut, EventFields, LinkOut, MarkedEventOut, NextAnswer, PlacesAnswer, QueueAnswer, ReadOut, ReportPage, SameAnswer, Span,
} from "../api/types";
import type { FieldName } from "./fields";

const API = "/api/v1";
const escape = encodeURIComponent;
const record = (report: string, n: number): string => `${API}/records/${escape(report)}/${n}`;

/** Filters of the queue, as the address has them and the server takes them. */
export const FILTERS = ["type", "place", "actor", "outlet", "confidence_below", "from", "to", "state", "q"] as const;
export type Filters = Readonly<Partial<Record<(typeof FILTERS)[number], string>>>;

/** The filters among a query's values. */
export function filtersOf(query: Readonly<Record<string, string>>): Filters {
  return Object.fromEntries(FILTERS.flatMap((name) => (query[name] ? [[name, query[name]]] : [])));
}

export async function askQueue(filters: Filters, after: number | null, signal?: AbortSignal): Promise<QueueAnswer> {
  return (await send("GET", `${API}/queue${writeQuery({ ...filters, after })}`, signal ? { signal } : {})) as QueueAnswer;
}

/** The next event to check, with its whole report; `skip` numbers lines of the queue that are not wanted. */
export async function askNext(filters: Filters, skip: readonly number[]): Promise<NextAnswer> {
  const query = writeQuery(filters);
  const skipped = skip.map((no) => `skip=${no}`).join("&");
  return (await send("GET", `${API}/queue/next${query}${skipped ? (query ? "&" : "?") + skipped : ""}`)) as NextAnswer;
}

export async function askReport(id: string): Promise<ReportPage> {
  return (await send("GET", `${API}/reports/${escape(id)}`)) as ReportPage;
}

export interface Decision {
  readonly kind: DecisionKind;
  readonly row_version: number;
  readonly fields?: EventFields;
  readonly note?: string;
}

/** @throws Problem 409 with a `Conflict` as its body where somebody else was faster. */
export async function decide(report: string, n: number, decision: Decision): Promise<DecisionOut> {
  return (await send("POST", `${record(report, n)}/decisions`, { body: decision })) as DecisionOut;
}

/** What a person did to a record and has not decided yet. */
export type BegunIn = Pick<Decision, "row_version" | "note"> & { readonly fields: EventFields };

export async function keepBegun(report: string, n: number, begun: BegunIn, keepalive = false): Promise<void> {
  await send("PUT", `${record(report, n)}/begun`, { body: begun, keepalive });
}

export async function dropBegun(report: string, n: number): Promise<void> {
  await send("DELETE", `${record(report, n)}/begun`);
}

export async function addMissed(report: string, spans: readonly Span[], fields: EventFields): Promise<DecisionOut> {
  return (await send("POST", `${API}/reports/${escape(report)}/events`, { body: { spans, fields } })) as DecisionOut;
}

export async function readWords(report: string, span: Span, field: FieldName): Promise<ReadOut> {
  return (await send("POST", `${API}/reports/${escape(report)}/read`, { body: { ...span, field } })) as ReadOut;
}

/** The event that the coder itself reads in the words, likely or not; `read` is false where it reads none. */
export async function readEvent(report: string, span: Span): Promise<MarkedEventOut> {
  return (await send("POST", `${API}/reports/${escape(report)}/read-event`, { body: span })) as MarkedEventOut;
}

export async function askSame(report: string, n: number): Promise<SameAnswer> {
  return (await send("GET", `${record(report, n)}/same`)) as SameAnswer;
}

export async function link(one: string, other: string, kind: "merge" | "split" | "never"): Promise<LinkOut> {
  return (await send("POST", `${API}/links`, { body: { one, other, kind } })) as LinkOut;
}

/** Take back what was said of two records. */
export async function unlink(no: number): Promise<void> {
  await send("DELETE", `${API}/links/${no}`);
}

export async function askPlaces(q: string): Promise<PlacesAnswer> {
  return (await send("GET", `${API}/places${writeQuery({ q })}`)) as PlacesAnswer;
}
