/** What second coding, adjudication and agreement ask of the server. */
import { call } from "../api/client";
import type { AdjudicationPage, AdjudicationRow, AgreementAnswer, AssignmentPage, AssignmentRow, EventFields } from "../api/types";

export function askAssignments(everybody: boolean): Promise<AssignmentRow[]> {
  return call("get", "/api/v1/assignments", { query: { everybody } });
}

export function askAssignment(no: number): Promise<AssignmentPage> {
  return call("get", "/api/v1/assignments/{no}", { path: { no } });
}

export async function askSecond(report: string, n: number, person: string): Promise<void> {
  await call("post", "/api/v1/assignments", { body: { report, n, person } });
}

export async function handIn(no: number, reading: { is_event: boolean; fields?: EventFields; note?: string }): Promise<void> {
  await call("post", "/api/v1/assignments/{no}", { path: { no }, body: reading });
}

export function askAdjudications(): Promise<AdjudicationRow[]> {
  return call("get", "/api/v1/adjudications");
}

export function askAdjudication(no: number): Promise<AdjudicationPage> {
  return call("get", "/api/v1/adjudications/{no}", { path: { no } });
}

export interface Settling {
  readonly choice: "first" | "second" | "other";
  readonly row_version: number;
  readonly fields?: EventFields;
  readonly note?: string;
}

export async function settle(no: number, how: Settling): Promise<void> {
  await call("post", "/api/v1/adjudications/{no}", { path: { no }, body: how });
}

export function askAgreement(between: "people" | "program"): Promise<AgreementAnswer> {
  return call("get", "/api/v1/agreement", { query: { between } });
}
