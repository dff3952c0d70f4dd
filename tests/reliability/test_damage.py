"""A damaged file is refused, restored, or told; none that is newer is touched."""

import os
from collections.abc import Iterator

import pytest

from benchmarks.soak import damage
from benchmarks.soak.rooms import Room, room

pytestmark = pytest.mark.skipif(os.name != "posix", reason="processes are forked")
FLIPS, STEP = damage.FLIPS[:1], 61


@pytest.fixture
def here() -> Iterator[Room]:
    with room(in_memory=True) as made:
        yield made


def test_a_flipped_or_cut_form_is_refused_or_told(here: Room) -> None:
    found = damage.form_faults(here, FLIPS, STEP)
    assert not found.wrong
    assert found.ways["refused"]
    assert found.ways["told"]


def test_a_damaged_journal_comes_back_up_to_the_damage(here: Room) -> None:
    found = damage.journal_faults(here, FLIPS, STEP)
    assert not found.wrong
    assert found.ways["replayed up to the damage"]


def test_a_damaged_history_shows_and_the_form_opens(here: Room) -> None:
    found = damage.history_faults(here, FLIPS, STEP // 3)
    assert not found.wrong
    assert found.ways["shown"]


def test_a_form_of_a_newer_format_keeps_its_bytes(here: Room) -> None:
    found = damage.newer_faults(here)
    assert not found.wrong
    assert found.tried
