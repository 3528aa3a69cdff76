"""Lists of those who sign, told from lists of other pages, with invented names and houses."""

from onrecord.clean.layout import lay_out
from onrecord.read.plain import read_plain

LETTER = [
    "The bridge at Ostby must not be closed",
    "As engineers and lawyers who know the river, we judge that there is no reason in law to close the bridge at Ostby.",
    "The ministry has argued for more than three years that the bridge could fall, but it has not shown any of its figures.",
    "We ask the ministry to publish what it knows, and we ask the council to keep the bridge open until the spring.",
]
SIGNED = [
    "Professor Ane Holt Professor of river law, University of Norrvik",
    "Per Lind QC Founder, Lind Chambers",
    "Dr Ida van der Roe Lecturer, Ostby school of engineering; former member of the harbour council",
    "Tor Berg Former president of the Valley court of appeal",
    "Professor Élise Dumas Professor, Université de la Vallée; présidente, Institut des ponts et des rivières du Nord",
    "Kari Moe Director, Harbour Trust",
]
LINKS = [
    "University Head Resigns After Row",
    "Minister Berg Meets Harbour Council",
    "Ferry School Opens In Norrvik",
    "Court Clears Valley President",
    "Hospital Trust Sells Its Roof",
    "Mayor Holt Leaves Council Early",
]


def lost(*lines: str) -> list[str]:
    text = "\n\n".join(lines)
    return [text[b.start : b.end] for b in lay_out(read_plain(text)).blocks if b.kind not in ("title", "body")]


def test_who_signs_an_open_letter_is_kept_to_the_last_name() -> None:
    assert lost(*LETTER, *SIGNED) == []


def test_titles_of_other_pages_below_a_letter_are_no_signatories() -> None:
    assert lost(*LETTER, *LINKS) == LINKS


def test_names_below_a_report_that_nobody_signs_are_left_out() -> None:
    report = [line.replace("We ask", "Engineers ask").replace("we ", "they ") for line in LETTER]
    left = lost(*report, *SIGNED)
    assert SIGNED[0] in left
    assert SIGNED[-1] in left


def test_a_few_names_are_no_roster() -> None:
    assert lost(*LETTER, *SIGNED[:4]) == SIGNED[:4]
