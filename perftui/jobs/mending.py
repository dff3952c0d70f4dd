"""Put right what is certain, and show beforehand what that changes."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from perftui.evaluation import fields
from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import Profile
from perftui.evaluation.sentences import sentences
from perftui.jobs.rulebook import RuleBook
from perftui.rules.finding import Finding


@dataclass(frozen=True)
class Change:
    """One field as it was and as it is put right, by which rules: as lines to be shown."""

    field_name: str
    why: str
    old: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The change as a diff shows it."""
        taken, put = (f"-{line}" for line in self.old), (f"+{line}" for line in self.new)
        return (f"@@ {self.field_name}：{self.why} @@", *taken, *put)


@dataclass(frozen=True)
class Mended:
    """A form with everything certain put right, and what was changed for that."""

    evaluation: Evaluation
    changes: tuple[Change, ...] = ()


def mend(evaluation: Evaluation, book: RuleBook) -> Mended:
    """Apply every certain fix of the rules of a book, each rule once a field."""
    profile = book.profile_of(evaluation)
    mended, why = evaluation, dict[str, list[str]]()
    seen: set[tuple[str, str]] = set()
    while finding := next(_fixable(mended, book, seen), None):
        seen.add((finding.code, finding.field))
        fix = finding.fix
        if fix is not None:
            value = fields.read(fix.field, fix.value, profile)
            mended = fields.replace(mended, fix.field, value)
            why.setdefault(fix.field, []).append(f"{finding.code} {fix.label}")
    changes = (_change(evaluation, mended, field, why[field], profile) for field in why)
    return Mended(mended, tuple(change for change in changes if change.old != change.new))


def _fixable(
    evaluation: Evaluation, book: RuleBook, seen: set[tuple[str, str]]
) -> Iterator[Finding]:
    for finding in book.examine(evaluation).findings:
        if finding.fix and finding.fix.certain and (finding.code, finding.field) not in seen:
            yield finding


def _change(
    before: Evaluation, after: Evaluation, field: str, why: list[str], profile: Profile
) -> Change:
    old, new = (_lines(fields.show(form, field, profile)) for form in (before, after))
    taken, put = _differing(old, new)
    return Change(fields.name_of(before, field, profile), "，".join(why), taken, put)


def _lines(text: str) -> list[str]:
    return [span.text for span in sentences(text)] or [text]


def _differing(old: list[str], new: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the sentences that one text has and the other has not, in their order."""
    taken: list[str] = []
    put: list[str] = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal":
            taken += old[a:b]
            put += new[c:d]
    return tuple(taken), tuple(put)
