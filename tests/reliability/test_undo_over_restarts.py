"""Whatever was done over restarts and kills is taken back and done again, and the history tells."""

import os

import pytest

from benchmarks.soak import undoing

pytestmark = pytest.mark.skipif(os.name != "posix", reason="sessions are forked")


@pytest.mark.parametrize("seed", [13, 21])
def test_random_edits_over_restarts_are_taken_back_and_the_history_leads_to_the_form(
    seed: int,
) -> None:
    for figure in undoing.measure(60, 6, seed):
        assert figure.is_met, figure
