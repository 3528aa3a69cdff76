"""Language, on invented text."""

import pytest

from onrecord.clean.language import find_foreign, find_language, language_note

FRENCH = (
    "Le maire a déclaré mardi que le vieux pont restera fermé après la crue et que personne ne sait quand il pourra rouvrir."
)
UKRAINIAN = (
    "Мер міста заявив у вівторок, що старий міст залишиться закритим після повені, і ніхто не знає, коли його відкриють."
)
ENGLISH = (
    "The mayor said on Tuesday that the old bridge would stay closed after the flood and that nobody knew when it would open."
)


@pytest.mark.parametrize(
    ("text", "code"),
    [(FRENCH, "fr"), (UKRAINIAN, "uk"), (ENGLISH, "en"), ("", "und"), ("12:30", "und"), ("Bridge closed.", "en")],
)
def test_the_language_is_recognised(text: str, code: str) -> None:
    assert find_language(text) == code


def test_a_given_language_counts_only_where_the_text_leaves_doubt() -> None:
    assert find_language(ENGLISH, given="fr") == "en"
    assert find_language(FRENCH, given="en-GB") == "fr"
    assert find_language("Pont fermé", given="fr-FR") == "fr"
    assert find_language("Bridge shut", given="not a code at all") == "en"


def test_the_note_names_the_language() -> None:
    assert language_note("fr") == "recognised as French; only English is read"
    assert language_note("und") == "the language is not recognised; only English is read"


def test_paragraphs_in_another_language_are_found() -> None:
    assert find_foreign([ENGLISH, FRENCH, "Paris", UKRAINIAN]) == {1, 3}
