// Shapes of the server's answers that the pages of exploring read, by the names of its OpenAPI document.

import type { components } from "../api/schema";
import type { Whole } from "../api/types";

type Schemas = components["schemas"];
type Answer<Name extends keyof Schemas> = Whole<Schemas[Name]>;

export type ActorPage = Answer<"ActorPage">;
export type ActorTag = Answer<"ActorTag">;
export type ChartAnswer = Answer<"ChartAnswer">;
export type ChartRow = Answer<"ChartRow">;
export type ClaimAnswer = Answer<"ClaimAnswer">;
export type EventPage = Answer<"EventPage">;
export type EventPlace = Answer<"EventPlace">;
export type EventRow = Answer<"EventRow">;
export type EventTable = Answer<"EventTable">;
export type HistoryAnswer = Answer<"HistoryAnswer">;
export type LabelsAnswer = Answer<"LabelsAnswer">;
export type HistoryItem = Answer<"HistoryItem">;
export type LedgerAnswer = Answer<"LedgerAnswer">;
export type LedgerMade = Answer<"LedgerMade">;
export type MapAnswer = Answer<"MapAnswer">;
export type Names = Answer<"Names">;
export type PlaceCandidate = Answer<"PlaceCandidate">;
export type PlacePage = Answer<"PlacePage">;
export type PublicAnswer = Answer<"PublicAnswer">;
export type RangeAnswer = Answer<"RangeAnswer">;
export type SourceAnswer = Answer<"SourceAnswer">;
export type TerritoryAnswer = Answer<"TerritoryAnswer">;
export type TerritoryChange = Answer<"TerritoryChange">;
export type ThingTag = Answer<"ThingTag">;
export type TimelineAnswer = Answer<"TimelineAnswer">;
