/** Records that may be the event on the desk, and what a person says of them. */
import type { SameCandidate } from "../api/types";
import { askSame, link, unlink } from "./requests";

export class SameState {
  candidates: readonly SameCandidate[] | null = $state.raw(null);
  /** Index of the one that keys speak of. */
  chosen = $state(0);
  trouble: unknown = $state.raw(null);

  constructor(
    readonly key: string,
    readonly report: string,
    readonly n: number,
    readonly onsaid: (kind: "merge" | "split" | "never", undo: () => Promise<void>) => void,
  ) {}

  async ask(): Promise<void> {
    this.trouble = null;
    try {
      this.candidates = (await askSame(this.report, this.n)).candidates;
      const first = this.candidates.findIndex(({ linked }) => !linked);
      this.chosen = Math.max(0, first);
    } catch (error) {
      this.trouble = error;
    }
  }

  get pick(): SameCandidate | null {
    return this.candidates?.[this.chosen] ?? null;
  }

  async say(other: SameCandidate, kind: "merge" | "split" | "never"): Promise<void> {
    this.trouble = null;
    try {
      const { no } = await link(this.key, other.key, kind);
      this.onsaid(kind, async () => {
        await unlink(no);
        await this.ask();
      });
      await this.ask();
    } catch (error) {
      this.trouble = error;
    }
  }
}
