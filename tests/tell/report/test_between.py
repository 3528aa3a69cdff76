"""What stands between two sides: the reason, without what the sides tell themselves."""

import pytest

from onrecord.tell.report.between import tell_between

WHY = (
    (
        "Both give water lost per day on 3 May 2031: “400 tonnes” (Brann Hydro) and “900 tonnes” (Kelmer) cannot both hold",
        "Both speak of 3 May 2031, and cannot both hold",
    ),
    (
        "Both give tonnes (Vell) for the same time: “4 t” (the Orsk Post) and “9 t” (a farmer) cannot both hold",
        "Both give tonnes (Vell) and speak of the same time, and cannot both hold",
    ),
    ("Kelmer: “the wall was “sound””. Denied by Brann Hydro: “it was warned”", "Denied by Brann Hydro"),
    (
        "Rival estimates of water lost per day within a week: “4 t” (A, 3 May 2031) and “9 t” (B, 5 May 2031)",
        "Rival estimates, within a week",
    ),
    (
        "These numbers exclude each other: Ivo R. Brandt, “it lost 4 t”, and B, “it lost 9 t”. Rival estimates of water lost "
        "per day within two weeks: “4 t” (A, 3 May 2031) and “9 t” (B, 5 May 2031)",
        "Rival estimates, within two weeks",
    ),
    (
        "A later figure for people killed: “9” on 3 May 2031, “12” on 4 May 2031",
        "A later figure for people killed: 3 May 2031, then 4 May 2031",
    ),
    ("Kelmer: “it lost 4 t”. Divers find fault with it: “too low”", "Divers find fault with it"),
    ("One sentence gives both for people killed: “9” before, “12” after", "One sentence gives both"),
    ("“9 boats” (Brandt) for boats lost. Denied by Brann Hydro", "Denied by Brann Hydro"),
    ("Critics: “the report”. Denied by Brann Hydro: “the report as “just so”", "Denied by Brann Hydro"),
    ("Kelmer and Brandt say the opposite: “it held” and “it broke”", "They say the opposite"),
    (
        "Kelmer: “it held”. Denied by Brandt: “no”; confirmed by N. Orr, 2031-05-06: asked “both”",
        "Denied by Brandt; confirmed by N. Orr, 2031-05-06: asked “both”",
    ),
)


@pytest.mark.parametrize(("reason", "told"), WHY)
def test_what_the_sides_tell_is_left_out(reason: str, told: str) -> None:
    assert tell_between(reason, title="Water lost per day") == told


@pytest.mark.parametrize(
    "reason",
    ["Stated by N. Orr, 2031-05-06", "“4 t” (A) is more exact than “some tonnes” (B)", "Odd “words” here. And “more”", ""],
)
def test_a_reason_of_another_kind_stays_as_it_is(reason: str) -> None:
    assert tell_between(reason) == reason


def test_a_reason_of_quote_marks_alone_takes_no_longer_than_it_is() -> None:
    hostile = "Both give " + "“" * 20_000 + ". Denied by " * 5_000
    assert tell_between(hostile) == hostile or "“" not in tell_between(hostile)[:10]
