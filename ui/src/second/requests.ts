/** What second coding, adjudication and agreement ask of the server. */
import { writeQuery } from "../address/pattern";
import { send } from "../api/send";
import type { AdjudicationPage, AdjudicationRow, AgreementAnswer, AssignmentPage, AssignmentRow, EventFields } from "../api/types";

const API = "/api/v1";

export async function askAssignments(everybody: boolean): Promise<AssignmentRow[]> {
  return (await send("GET", `${API}/assignments${writeQuery({ everybody: everybody ? "true" : "" })}`)) as AssignmentRow[];
}

export async function askAssignment(no: number): Promise<AssignmentPage> {
  return (await send("GET", `${API}/assignments/${no}`)) as AssignmentPage;
}

export async function askSecond(report: string, n: number, person: string): Promise<void> {
  await send("POST", `${API}/assignments`, { body: { report, n, person } });
}

export async function handIn(no: number, reading: { is_event: boolean; fields?: EventFields; note?: string }): Promise<void> {
  await send("POST", `${API}/assignments/${no}`, { body: reading });
}

export async function askAdjudications(): Promise<AdjudicationRow[]> {
  return (await send("GET", `${API}/adjudications`)) as AdjudicationRow[];
}

export async function askAdjudication(no: number): Promise<AdjudicationPage> {
  return (await send("GET", `${API}/adjudications/${no}`)) as AdjudicationPage;
}

export interface Settling {
  readonly choice: "first" | "second" | "other";
  readonly row_version: number;
  readonly fields?: EventFields;
  readonly note?: string;
}

export async function settle(no: number, how: Settling): Promise<void> {
  await send("POST", `${API}/adjudications/${no}`, { body: how });
}

export async function askAgreement(between: "people" | "program"): Promise<AgreementAnswer> {
  return (await send("GET", `${API}/agreement${writeQuery({ between })}`)) as AgreementAnswer;
}
