"""What any writer writes, the readers read back as the same evaluation.

PERFTUI_ROUND_TRIPS=1000 tries as many forms for each format and kind of form.
"""

import os
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings

from perftui.evaluation.model import Evaluation
from perftui.readers.layout.evaluations import Imported
from perftui.readers.reading import read_document
from perftui.writers.exporting import FORMATS, render
from tests.writers.round_trip.comparing import differences, doubts
from tests.writers.round_trip.making import PROFILES, form, forms
from tests.writers.samples import NAMES, sample, written

FEW = {"pdf": 3}
MANY = int(os.environ.get("PERFTUI_ROUND_TRIPS", "0"))
Read = Callable[[bytes, str], Imported]
Back = Callable[[Evaluation, str], Imported]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Read a document of one form."""
    folder = tmp_path_factory.mktemp("round_trip")

    def read_bytes(data: bytes, name: str) -> Imported:
        path = folder / f"表.{name}"
        path.write_bytes(data)
        (imported,) = read_document(path)
        return imported

    return read_bytes


@pytest.fixture(scope="module")
def back(read: Read) -> Back:
    """Write a form and read it."""
    return lambda evaluation, name: read(render(evaluation, name), name)


@pytest.mark.parametrize("form_name", NAMES)
@pytest.mark.parametrize("name", FORMATS)
def test_every_sample_form_comes_back_without_a_doubt(
    name: str, form_name: str, read: Read
) -> None:
    imported = read(written(form_name, name), name)
    assert differences(sample(form_name), imported, name) == []
    assert doubts(imported) == []


@pytest.mark.parametrize("profile_id", PROFILES)
@pytest.mark.parametrize("name", FORMATS)
def test_any_form_comes_back(name: str, profile_id: str, back: Back) -> None:
    @settings(
        max_examples=MANY or FEW.get(name, 8),
        deadline=None,
        database=None,
        derandomize=not MANY,
        suppress_health_check=list(HealthCheck),
    )
    @given(forms(profile_id))
    def comes_back(evaluation: Evaluation) -> None:
        assert differences(evaluation, back(evaluation, name), name) == []

    comes_back()


@pytest.mark.parametrize("profile_id", PROFILES)
@pytest.mark.parametrize("name", FORMATS)
def test_a_long_form_comes_back(name: str, profile_id: str, back: Back) -> None:
    for seed in range(MANY or 1):
        evaluation = form(Random(seed), profile_id)
        assert differences(evaluation, back(evaluation, name), name) == [], f"form {seed}"


@pytest.mark.parametrize("name", FORMATS)
def test_characters_beyond_the_first_65536_come_back(name: str, back: Back) -> None:
    rare = sample(NAMES[0]).model_copy(update={"name": "𠃌山图书馆"})
    assert back(rare, name).evaluation.name == "𠃌山图书馆"
