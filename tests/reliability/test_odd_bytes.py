"""Bytes that are no UTF-8, and keys within a paste, end no session: what is typed then arrives."""

import pytest


def test_a_session_hears_on_after_all_that_a_terminal_may_send():
    pytest.importorskip("pty")
    from benchmarks.soak.odd_bytes import PASTED_KEYS, deaf, kinds

    sent = dict(kinds(junk=50_000))
    typed = sent["a lone byte"] + sent["GBK"] + sent["cut UTF-8"]
    assert deaf([typed, PASTED_KEYS[0], sent["junk"]]) == []
