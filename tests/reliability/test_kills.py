"""A program killed while one types or saves loses next to nothing; two at once lose nothing."""

import os
import random

import pytest

from benchmarks.soak import kills, two_writers
from benchmarks.soak.rooms import room, sample
from perftui.storage.evaluation_file import save

pytestmark = pytest.mark.skipif(os.name != "posix", reason="processes are forked and killed")


@pytest.mark.parametrize("place", [kills.NARRATIVE, kills.CELL])
def test_the_program_killed_while_one_types_loses_a_few_keys_at_most(place: str) -> None:
    (found,) = kills.in_workers(place, 1, seed=5, workers=1)
    assert found.kills == 1
    assert not found.broken
    assert max(found.lost) <= 10


def test_a_program_killed_while_it_saves_leaves_the_form_whole() -> None:
    found = kills.Kills()
    with room(in_memory=True) as here:
        for seed in range(8):
            kills.save_and_kill(here, random.Random(seed), found)
    assert (found.kills, found.broken) == (8, [])


def test_two_writers_lose_nothing() -> None:
    figure = two_writers.measure(25, in_memory=True)
    assert figure.is_met, figure


def test_an_overwritten_edit_would_be_found() -> None:
    with room(in_memory=True) as here:
        here.begin(sample())
        two_writers.write_on(here, "a", 3, 1)
        two_writers.write_on(here, "b", 3, 2)
        assert two_writers.faults_after(here)[:2] == (0, 0)
        save(sample(), here.form)
        assert two_writers.faults_after(here)[0] > 0


def test_a_value_overwritten_unseen_would_be_found() -> None:
    with room(in_memory=True) as here:
        here.begin(sample())
        two_writers.write_on(here, "a", 3, 1)
        two_writers.write_on(here, "b", 1, 4)
        assert two_writers.faults_after(here)[1] == 0
        notes = here.top / "seen-b"
        notes.write_text(notes.read_text().replace('"a', '"never seen '), "utf-8")
        assert two_writers.faults_after(here)[1] > 0
