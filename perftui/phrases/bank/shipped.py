"""The phrase bank that came with this perftui, read once."""

from functools import cache

from perftui.phrases.bank import Bank
from perftui.phrases.bank.file import load_bank
from perftui.resources import phrasebank


@cache
def shipped_bank() -> Bank:
    """Return the shipped phrase bank; raises BankError if someone has damaged it."""
    return load_bank(phrasebank())
