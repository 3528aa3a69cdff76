"""Garbage is collected seldom inside, and as before once the last that asked is done."""

import gc

import pytest

from onrecord.collecting import collecting_seldom


def test_bounds_come_back_however_deep_they_were_asked_for() -> None:
    before = gc.get_threshold()
    with collecting_seldom():
        inside = gc.get_threshold()
        assert inside[0] > before[0]
        with collecting_seldom():
            assert gc.get_threshold() == inside
        assert gc.get_threshold() == inside
    assert gc.get_threshold() == before


def test_bounds_come_back_after_a_failure() -> None:
    before = gc.get_threshold()
    with pytest.raises(ValueError, match="torn"), collecting_seldom():
        raise ValueError("torn")
    assert gc.get_threshold() == before
