"""A suggester from the bank, the user's library and the past evaluations at hand."""

from collections.abc import Iterable, Mapping

from perftui.evaluation.model import Evaluation
from perftui.phrases.bank import Bank
from perftui.phrases.bank.wordings import bank_phrases
from perftui.phrases.context import WEIGHTS
from perftui.phrases.harvest import digest_of, harvest
from perftui.phrases.library.layers import Layers
from perftui.phrases.library.sqlite import SqliteLibrary
from perftui.phrases.names import form_of
from perftui.phrases.suggest import Suggester


def suggester(
    bank: Bank,
    past: Iterable[Evaluation],
    library: SqliteLibrary | None = None,
    weights: Mapping[str, float] = WEIGHTS,
) -> Suggester:
    """Return a suggester that knows the bank, the wording of past evaluations, and a library.

    What the library has learnt of these evaluations is brought up to date, and not counted twice.
    Without a library it knows no more than the bank and these evaluations. `weights` are those of
    the signals. Raises LibraryError.
    """
    beside = SqliteLibrary()
    if library is None:
        beside.add(bank_phrases(bank))
        _learn(beside, bank, past)
        return Suggester(bank, beside, weights)
    known = [(evaluation, library.digest_of(form_of(evaluation))) for evaluation in past]
    _learn(library, bank, (e for e, digest in known if digest and digest != digest_of(e)))
    _learn(beside, bank, (e for e, digest in known if not digest))
    for kind, text in library.withdrawn():
        beside.remove(kind, text)
    return Suggester(bank, Layers(library, beside), weights)


def _learn(library: SqliteLibrary, bank: Bank, past: Iterable[Evaluation]) -> None:
    for lesson in harvest(past, bank):
        library.learn(lesson)
