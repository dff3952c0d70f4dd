"""A suggester from the shipped bank and the past evaluations at hand."""

from collections.abc import Iterable

from perftui.evaluation.model import Evaluation
from perftui.phrases.bank import Bank
from perftui.phrases.bank.file import load_bank
from perftui.phrases.bank.wordings import bank_phrases
from perftui.phrases.harvest import harvest
from perftui.phrases.library.memory import MemoryLibrary
from perftui.phrases.suggest import Suggester
from perftui.resources import phrasebank


def shipped_bank() -> Bank:
    """Return the shipped phrase bank; raises BankError if someone has damaged it."""
    return load_bank(phrasebank())


def suggester(bank: Bank, past: Iterable[Evaluation]) -> Suggester:
    """Return a suggester that knows the bank and the wording of past evaluations."""
    library = MemoryLibrary(bank_phrases(bank))
    library.add(harvest(past, bank))
    return Suggester(bank, library)
