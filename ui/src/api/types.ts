/** Names for the shapes of the API; the shapes themselves are generated. */
import type { components } from "./schema";

/** An answer as it arrives: the server writes every field, so what has a default is never absent; and it is the receiver's own to change. */
export type Whole<T> = T extends readonly (infer One)[]
  ? Whole<One>[]
  : T extends object
    ? { -readonly [K in keyof T]-?: Whole<Exclude<T[K], undefined>> }
    : T;

type Shapes = components["schemas"];
type Answer<Name extends keyof Shapes> = Whole<Shapes[Name]>;

export type Span = Answer<"Span">;
export type Words = Answer<"Words">;
export type Names = Answer<"Names">;
export type ActorValue = Answer<"ActorValue">;
export type PlaceValue = Answer<"PlaceValue">;
export type PlaceCandidate = Answer<"PlaceCandidate">;
export type CountValue = Answer<"CountValue">;
export type ThingValue = Answer<"ThingValue">;
export type SaidBy = Answer<"SaidBy">;
export type TerritoryValue = Answer<"TerritoryValue">;
export type EventForm = Answer<"EventForm">;
export type EventFields = Shapes["EventFields"];
export type DeskEvent = Answer<"DeskEvent">;
export type BegunWork = Answer<"BegunWork">;
export type ReportPage = Answer<"ReportPage">;
export type QueueItem = Answer<"QueueItem">;
export type QueueAnswer = Answer<"QueueAnswer">;
export type NextAnswer = Answer<"NextAnswer">;
export type DecisionIn = Answer<"DecisionIn">;
export type DecisionKind = DecisionIn["kind"];
export type DecisionOut = Answer<"DecisionOut">;
export type Conflict = Answer<"Conflict">;
export type ReadOut = Answer<"ReadOut">;
export type MarkedEventOut = Answer<"MarkedEventOut">;
export type SameCandidate = Answer<"SameCandidate">;
export type SameAnswer = Answer<"SameAnswer">;
export type PlacesAnswer = Answer<"PlacesAnswer">;
export type LinkOut = Answer<"LinkOut">;
export type SessionAnswer = Answer<"SessionAnswer">;
export type ProjectAnswer = Answer<"ProjectAnswer">;
export type SearchAnswer = Answer<"SearchAnswer">;
export type PeopleAnswer = Answer<"PeopleAnswer">;
export type PersonRow = Answer<"PersonRow">;
export type LinkMade = Answer<"LinkMade">;
export type TokensAnswer = Answer<"TokensAnswer">;
export type TokenRow = Answer<"TokenRow">;
export type TokenMade = Answer<"TokenMade">;
export type AuditAnswer = Answer<"AuditAnswer">;
export type AssignmentPage = Answer<"AssignmentPage">;
export type AssignmentRow = Answer<"AssignmentRow">;
export type AdjudicationPage = Answer<"AdjudicationPage">;
export type AdjudicationRow = Answer<"AdjudicationRow">;
export type AgreementAnswer = Answer<"AgreementAnswer">;
export type FieldAgreement = Answer<"FieldAgreement">;
export type AgreementPoint = Answer<"AgreementPoint">;
export type ProposalOut = Answer<"ProposalOut">;
export type Preview = Answer<"Preview">;
