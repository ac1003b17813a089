/** Whether the pages are light or dark at this moment, by choice or as the system has it. */
import { preferences } from "../../i18n/preferences.svelte";
import type { Shade } from "./style";

const system = matchMedia("(prefers-color-scheme: dark)");
let dark = $state(system.matches);
system.addEventListener("change", () => (dark = system.matches));

export const shade: { readonly now: Shade } = {
  get now(): Shade {
    if (preferences.theme !== "auto") return preferences.theme;
    return dark ? "dark" : "light";
  },
};
