"""Documents of many offices come out as their gold, and no wrong value goes without a word."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from perftui.readers.reading import read_document
from tests.readers.houses.corpus import PAGES, WRITERS, Case, cases, gold_of
from tests.readers.houses.gold import nine
from tests.readers.houses.scoring import Score, judge_all

KEPT = Path(__file__).parents[1] / "data" / "documents" / "houses"
SEED_FILE = Path(__file__).parents[1] / "data" / "self-evaluations-2019.txt"
# the share of fields that must be read exactly, in per cent
FLOORS = {
    "docx": 99.5,
    "xlsx": 99.5,
    "xlsx+": 99.5,
    "html": 99.5,
    "text": 99.5,
    "copied": 99.5,
    "csv": 99.5,
    "md": 99.5,
    "xls": 99,
    "doc": 99,
    "pdf": 98,
}


def chosen(kind: str) -> Sequence[Case]:
    """Take a few forms in every style, others in each, so that all forms have their turn."""
    picked = []
    for turn, style in enumerate(PAGES):
        found = list(cases([style], [kind]))
        count = 3 if style in "ABCD" else 1
        picked += [found[(turn + 4 * step) % len(found)] for step in range(count)]
    return picked


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("houses")


@pytest.fixture(scope="module")
def scores(desk: Path):
    """Judge the documents of a format, each once: name -> score."""

    @cache
    def judged(kind: str) -> dict[str, Score]:
        if kind in WRITERS:
            paths = []
            for case in chosen(kind):
                paths.append(desk / case.name)
                paths[-1].write_bytes(case.data)
        else:
            paths = sorted(KEPT.glob(f"*.{kind}"))
        return {path.name: judge_all(read_document(path), gold_of(path)) for path in paths}

    return judged


@pytest.mark.parametrize("kind", FLOORS)
def test_nearly_every_field_is_read_as_it_stands(kind, scores):
    score = sum(scores(kind).values(), Score(0))
    exact = 100 * (1 - len(score.wrong) / score.fields)
    assert exact >= FLOORS[kind], score.wrong


@pytest.mark.parametrize("kind", FLOORS)
def test_no_wrong_value_goes_without_a_question_or_a_repair(kind, scores):
    silent = {name: score.silent for name, score in scores(kind).items() if score.silent}
    assert not silent


def test_the_gold_is_what_the_published_text_says():
    read = [form.evaluation for form in read_document(SEED_FILE)]
    assert read == list(nine())


def test_the_judge_finds_each_difference_and_whether_it_was_told():
    (imported, *_) = read_document(SEED_FILE)
    gold = nine()[0]
    last = gold.indicators[-1]
    other = gold.model_copy(
        update={"unit": "别处", "indicators": (*gold.indicators[:-1], last, last)}
    )
    score = judge_all([imported], [other])
    assert score.wrong[0].field == "unit"
    assert len(score.wrong) == 1 + 6
    assert score.wrong[0].silent
