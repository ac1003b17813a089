/** The governorates that hold events, for the filter to choose from. */
import { asking } from "../api/asking.svelte";
import { addressOf } from "../api/client";
import { called } from "./names.svelte";

export interface Choice {
  readonly key: string;
  readonly name: string;
}

/** Ask for them, whatever the filter says. To be called while a component is set up; `list` is empty until the answer is there. */
export function governorates(): { readonly list: readonly Choice[] } {
  const areas = asking(() => addressOf("/api/v1/events/charts/{by}", { path: { by: "governorate" } }));
  const list = $derived((areas.answer?.rows ?? []).map((row) => ({ key: row.key, name: called(row.label, row.key) })));
  return {
    get list() {
      return list;
    },
  };
}
