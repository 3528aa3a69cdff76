"""Days that no month has."""

import pytest

from onrecord.model import Sentence, When
from onrecord.understand.dates import find_dates


@pytest.mark.parametrize(
    "text", ["It fell on 0 May in the hall.", "It fell on May 00 in the hall.", "It fell on May 1-0 there."]
)
def test_a_day_zero_is_no_day(text: str) -> None:
    anchor = When(value="2024-05-07", earliest="2024-05-07", latest="2024-05-07", basis="given")
    found = find_dates(text, [Sentence(start=0, end=len(text), paragraph=0)], anchor=anchor)
    assert all(not t.value.endswith("-00") for t in found)
