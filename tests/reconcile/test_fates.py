"""What befell those who are counted."""

from onrecord.language.words import content_words
from onrecord.reconcile.fates import fates_of


def test_one_fate_has_many_words() -> None:
    assert fates_of(content_words("lives lost")) == fates_of(content_words("people killed")) != frozenset()
    assert fates_of(content_words("hostages freed from jail")) != fates_of(content_words("hostages"))
    assert fates_of(content_words("river pilots")) == frozenset()
