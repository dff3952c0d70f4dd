"""The formulas of workbooks, worked out anew: each gives the value that is stored with it."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from perftui.evaluation.model import Evaluation
from perftui.storage.evaluation_file import load
from perftui.writers.exporting import Ready, render, render_together

SAMPLES = sorted(Path("sample_projects").glob("*.perf.json"))
TOKEN = re.compile(
    r"""\s*(?:(?P<text>"(?:[^"]|"")*")|(?P<sheet>'(?:[^']|'')*')!|(?P<area>[A-Z]+\d+:[A-Z]+\d+)"""
    r"""|(?P<cell>[A-Z]+\d+)|(?P<number>\d+(?:\.\d+)?)|(?P<name>[A-Z]+)\(|(?P<mark>>=|[>=*/(),]))"""
)


@dataclass
class Reckoner:
    """Works out the few kinds of formulas that forms have, with exact numbers."""

    book: Workbook

    def value(self, sheet, place):
        held = self.book[sheet][place].value
        if isinstance(held, str) and held.startswith("=") and self._is_formula(sheet, place):
            return Reading(self, sheet, held[1:]).result()
        return held if held is None or isinstance(held, str) else Decimal(str(held))

    def _is_formula(self, sheet, place):
        return self.book[sheet][place].data_type == "f"


class Reading:
    def __init__(self, reckoner, sheet, formula):
        self.reckoner, self.sheet = reckoner, sheet
        self.tokens = [(m.lastgroup, m[m.lastgroup]) for m in TOKEN.finditer(formula)]
        assert "".join(m[0] for m in TOKEN.finditer(formula)) == formula

    def result(self):
        value = self.compared()
        assert not self.tokens
        return value

    def compared(self):
        left = self.product()
        while self.tokens and self.tokens[0][1] in (">=", ">", "="):
            sign = self.tokens.pop(0)[1]
            right = self.product()
            left = {">=": left >= right, ">": left > right, "=": left == right}[sign]
        return left

    def product(self):
        value = self.single()
        while self.tokens and self.tokens[0][1] in ("*", "/"):
            sign, other = self.tokens.pop(0)[1], self.single()
            value = value * other if sign == "*" else value / other
        return value

    def single(self):
        kind, token = self.tokens.pop(0)
        if kind == "text":
            return token[1:-1].replace('""', '"')
        if kind == "number":
            return Decimal(token)
        if kind == "sheet":
            return self.reckoner.value(token[1:-1].replace("''", "'"), self.tokens.pop(0)[1])
        if kind == "cell":
            return self.reckoner.value(self.sheet, token)
        if kind == "area":
            cells = [c for row in self.reckoner.book[self.sheet][token] for c in row]
            return [self.reckoner.value(self.sheet, c.coordinate) for c in cells]
        assert kind == "name", token
        return getattr(self, token.lower())

    def __getattr__(self, name):
        raise AssertionError(f"unknown function {name}")
