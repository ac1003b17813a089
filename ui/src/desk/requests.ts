/** What queue and desk ask of the server, in one place. */
import { call } from "../api/client";
import { Problem } from "../api/problem";
import type { QueryOf } from "../api/routes";
import type {
  Conflict, DecisionKind, DecisionOut, EventFields, LinkOut, MarkedEventOut, NextAnswer, PlacesAnswer, QueueAnswer, ReadOut, ReportPage, SameAnswer,
  Span,
} from "../api/types";
import type { FieldName } from "./fields";
import { STATES } from "./states";

/** Filters of the queue, as the address has them. */
export const FILTERS = ["type", "place", "actor", "outlet", "confidence_below", "from", "to", "state", "q"] as const;
export type Filters = Readonly<Partial<Record<(typeof FILTERS)[number], string>>>;

/** The filters among a query's values. */
export function filtersOf(query: Readonly<Record<string, string>>): Filters {
  return Object.fromEntries(FILTERS.flatMap((name) => (query[name] ? [[name, query[name]]] : [])));
}

/** The filters as the server takes them. A state that there is not is left out: it would be an error of the address, not of the queue. */
function asked({ type, confidence_below, state, ...words }: Filters): Pick<QueryOf<"/api/v1/queue">, keyof Filters> {
  return {
    ...words,
    ...(type ? { type: [type] } : {}),
    ...(confidence_below ? { confidence_below: Number(confidence_below) } : {}),
    ...(state ? { state: [...STATES, "any" as const].find((one) => one === state) } : {}),
  };
}

export function askQueue(filters: Filters, after: number | null, signal?: AbortSignal): Promise<QueueAnswer> {
  return call("get", "/api/v1/queue", { query: { ...asked(filters), after }, signal });
}

/** The next event to check, with its whole report; `skip` numbers lines of the queue that are not wanted. */
export function askNext(filters: Filters, skip: readonly number[]): Promise<NextAnswer> {
  return call("get", "/api/v1/queue/next", { query: { ...asked(filters), skip } });
}

export function askReport(report: string): Promise<ReportPage> {
  return call("get", "/api/v1/reports/{report}", { path: { report } });
}

export interface Decision {
  readonly kind: DecisionKind;
  readonly row_version: number;
  readonly fields?: EventFields;
  readonly note?: string;
}

/** @throws Problem that `conflictOf` knows where somebody else was faster. */
export function decide(report: string, n: number, decision: Decision): Promise<DecisionOut> {
  return call("post", "/api/v1/records/{report}/{n}/decisions", { path: { report, n }, body: decision });
}

/** What stands now, where an error says that somebody else decided first; null for other errors. */
export function conflictOf(error: unknown): Conflict | null {
  return error instanceof Problem && error.status === 409 && isConflict(error.body) ? error.body : null;
}

function isConflict(body: unknown): body is Conflict {
  return typeof body === "object" && body !== null && "current" in body;
}

/** What a person did to a record and has not decided yet. */
export type BegunIn = Pick<Decision, "row_version" | "note"> & { readonly fields: EventFields };

export async function keepBegun(report: string, n: number, begun: BegunIn, keepalive = false): Promise<void> {
  await call("put", "/api/v1/records/{report}/{n}/begun", { path: { report, n }, body: begun, keepalive });
}

export async function dropBegun(report: string, n: number): Promise<void> {
  await call("delete", "/api/v1/records/{report}/{n}/begun", { path: { report, n } });
}

export function addMissed(report: string, spans: readonly Span[], fields: EventFields): Promise<DecisionOut> {
  return call("post", "/api/v1/reports/{report}/events", { path: { report }, body: { spans, fields } });
}

export function readWords(report: string, span: Span, field: FieldName): Promise<ReadOut> {
  return call("post", "/api/v1/reports/{report}/read", { path: { report }, body: { ...span, field } });
}

/** The event that the coder itself reads in the words, likely or not; `read` is false where it reads none. */
export function readEvent(report: string, span: Span): Promise<MarkedEventOut> {
  return call("post", "/api/v1/reports/{report}/read-event", { path: { report }, body: span });
}

export function askSame(report: string, n: number): Promise<SameAnswer> {
  return call("get", "/api/v1/records/{report}/{n}/same", { path: { report, n } });
}

export function link(one: string, other: string, kind: "merge" | "split" | "never"): Promise<LinkOut> {
  return call("post", "/api/v1/links", { body: { one, other, kind } });
}

/** Take back what was said of two records. */
export async function unlink(no: number): Promise<void> {
  await call("delete", "/api/v1/links/{no}", { path: { no } });
}

export function askPlaces(q: string): Promise<PlacesAnswer> {
  return call("get", "/api/v1/places", { query: { q } });
}
