"""Prepositions and nouns of reporting: "بحسب المرصد", "نقلا عن", "على حد قوله", "إعلان الجيش" (ruling 26)."""

from dataclasses import replace

from tawthiq.coding.entries import Mention
from tawthiq.coding.saying import VERBS, Saying, SayingParts
from tawthiq.coding.speaker_context import Phrase
from tawthiq.coding.speakers import read_speakers

__all__ = ["Sources"]

_TOLD_BY = 9


class Sources(SayingParts):
    """Reads the words of reporting that are no verbs."""

    def according_to(self, mention: Mention, use: str) -> Saying | None:
        """Read a preposition with the source behind it.

        Args:
            mention: The preposition.
            use: Its use in lexicon/reporting.tsv.

        Returns:
            The saying; None where no source follows.
        """
        ctx = self._ctx
        if use == "back":
            last = ctx.memory.last
            return self.saying(mention.start, mention.end, last, is_back=True, is_continued=True) if last else None
        at, has_verb = self._past_verbs(mention.end)
        phrase = read_speakers(ctx, at, after_to=True)
        is_told = phrase is not None and (phrase.is_sure or has_verb or self._is_quoted_name(mention, phrase))
        if phrase is None or not (is_told or self._is_person_with_clause(phrase)):
            phrase = self._told_by(at)
        if phrase is None:
            return None
        speakers, end = list(phrase.speakers), phrase.end
        passed = self.passed_on(end)
        if passed is not None:
            speakers, end = speakers + list(passed.speakers), passed.end
        least = max([ctx.start, *(s.end for s in self._before if s.closes)])
        is_last = ctx.skip(end) >= ctx.end and mention.start > least
        saying = self.saying(mention.start, end, speakers, is_back=is_last or self.is_behind(mention, least))
        return replace(saying, closes=saying.is_back)

    def _is_person_with_clause(self, phrase: Phrase) -> bool:
        """Whether a person whom no table knows has a clause of his own: "بحسب فلان الفلاني، أحد الأهالي، فإن"."""
        ctx = self._ctx
        is_name = phrase.end - phrase.start > 1 and all(s.is_person for s in phrase.speakers)
        if not is_name or ctx.form(phrase.start).startswith("ال"):
            return False
        after = self.complement(phrase.end)
        return after is not None and ctx.form(phrase.end) == "،"

    def _told_by(self, at: int) -> Phrase | None:
        """Who told the figures or words that "بحسب" names: "بحسب حصيلة أعلنتها الوزارة"."""
        ctx = self._ctx
        for i in range(at + 1, min(at + _TOLD_BY, ctx.end)):
            verb = next((m for m in ctx.text.at.get(i, ()) if m.entry.kind == "reporting"), None)
            if verb is not None and verb.entry.label in VERBS and verb.suffix:
                phrase = read_speakers(ctx, verb.end)
                return phrase if phrase is not None and phrase.is_sure else None
            if ctx.form(i) in ("،", ".") or self.is_act(i):
                return None
        return None

    def _is_quoted_name(self, mention: Mention, phrase: Phrase) -> bool:
        """Whether somebody unknown is quoted by name: "على لسان مولوي سنغين، الذي"."""
        ctx = self._ctx
        is_by = mention.end - mention.start > 1 and ctx.form(mention.end - 1) in ("لسان", "عن")
        is_name = phrase.end - phrase.start > 1 and not ctx.form(phrase.start).startswith("ال")
        return is_by and is_name and (phrase.end >= ctx.end or ctx.form(phrase.end) in ("،", "قوله", "قولها"))

    def _past_verbs(self, at: int) -> tuple[int, bool]:
        """Step over "ما أفادت به", "قول", "تأكيد" between "بحسب" and who says it; whether a verb was among them."""
        ctx, i, has_verb = self._ctx, at, False
        while i < min(at + 5, ctx.end):
            found = next((m for m in ctx.text.at.get(i, ()) if m.entry.kind == "reporting"), None)
            reports = found is not None and (found.entry.label in VERBS or found.entry.label == "source-noun")
            if not reports and ctx.form(i) not in ("ما", "لما", "به", "بها", "عنه", "عنها"):
                break
            has_verb |= found is not None and found.entry.label in VERBS
            i += 1
        return i, has_verb

    def owned(self, mention: Mention) -> Saying | None:
        """A noun of saying with its owner: "إعلان الحكومة تحرير المدينة"."""
        if mention.article or mention.suffix:
            return None
        phrase = read_speakers(self._ctx, mention.end, after_to=True)
        if phrase is None or phrase.start != mention.end or not phrase.is_sure or not phrase.speakers:
            return None
        return self.saying(mention.start, phrase.end, phrase.speakers, is_back=False)
