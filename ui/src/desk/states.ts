/** What states and decisions are called. */
import type { DecisionKind, DeskEvent } from "../api/types";
import type { Word } from "../i18n/words";
import { desk } from "../i18n/words/desk";

type State = DeskEvent["state"];

const WORDS: Readonly<Record<State | DecisionKind, Word>> = {
  open: desk.stateOpen,
  accepted: desk.stateAccepted,
  corrected: desk.stateCorrected,
  rejected: desk.stateRejected,
  not_event: desk.stateNotEvent,
  missed: desk.stateMissed,
  accept: desk.stateAccepted,
  correct: desk.stateCorrected,
  reject: desk.stateRejected,
  undo: desk.stateOpen,
};

export const STATES: readonly State[] = ["open", "accepted", "corrected", "rejected", "not_event", "missed"];

export function stateWord(state: State | DecisionKind): Word {
  return WORDS[state];
}
