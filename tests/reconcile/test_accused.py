"""The accused who deny a part in something, against all who charge them, on invented documents."""

import pytest

from onrecord.model import SourceKind

from .build import Page, pairs, run

PLACE = "Fighting went on near the rebel camps at Vell on Tuesday."


def denial(
    content: str = "any involvement in the unrest",
    *,
    source: str = "Orsk",
    kind: SourceKind = "organisation",
    day: str = "2031-05-14",
) -> Page:
    """An article in which somebody denies something."""
    page = Page(f"{PLACE} {source} denies {content}.", name="denial.txt")
    page.says(source, content, cue="denies", stance="denies", kind=kind)
    return page


def charge(content: str, *, cue: str = "said", source: str = "Ada Brandt", who: str = "Envoy", day: str = "2031-05-13") -> Page:
    """An article in which somebody says something of somebody else."""
    page = Page(f"{PLACE} {who} {source} {cue} {content}.", name="charge.txt", day=day)
    page.says(source, content, cue=cue)
    return page


def opposed(denier: Page, accuser: Page) -> bool:
    return frozenset((denier.quotations[0].id, accuser.quotations[0].id)) in pairs(run(denier, accuser), "contradicts")


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("said", "Orsk was behind the unrest in the hills"),
        ("said", "the envoys knew of Orskan officers supporting the rebels"),
        ("accused", "Orsk of stirring up the hill towns"),
    ],
)
def test_whoever_charges_the_denier_with_a_part_is_denied(cue: str, content: str) -> None:
    assert opposed(denial(), charge(content, cue=cue))


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("said", "Kelmer was behind the unrest in the hills"),
        ("said", "Orsk supported the new school at the harbour"),
        ("said", "Orsk was not behind the unrest in the hills"),
        ("accused", "Orsk of failing to keep the truce"),
        ("accused", "Kelmer of arming men who shelled Orsk"),
    ],
)
def test_another_culprit_or_no_wrong_is_not(cue: str, content: str) -> None:
    assert not opposed(denial(), charge(content, cue=cue))


def test_a_charge_of_another_month_is_not_meant() -> None:
    assert not opposed(denial(), charge("Orsk was behind the unrest in the hills", day="2031-03-02"))


def test_what_a_denial_is_not_of_a_part_answers_no_charge() -> None:
    assert not opposed(denial("that the road is open"), charge("Orsk was behind the unrest in the hills"))


@pytest.mark.parametrize(
    ("who", "content", "meant"),
    [
        ("Prosecutor", "Dr Hale gave the singer a lethal dose", True),
        ("Neighbour", "Dr Hale gave the singer a lethal dose", False),
        ("Prosecutor", "the singer died of a lethal dose", False),
    ],
)
def test_who_prosecutes_charges_the_accused_by_what_they_did(who: str, content: str, meant: bool) -> None:
    denier = denial("manslaughter", source="Conrad Hale", kind="person")
    assert opposed(denier, charge(content, who=who)) is meant


@pytest.mark.parametrize(("together", "meant"), [(True, True), (False, False)])
def test_who_has_no_name_is_charged_by_the_same_article_alone(together: bool, meant: bool) -> None:
    answer = "The company denies any role in the leak."
    page = Page(f"{PLACE} Ada Brandt accused the company of hiding a leak. {answer if together else ''}", name="a.txt")
    other = page if together else Page(f"{PLACE} {answer}", name="b.txt")
    told = page.says("Ada Brandt", "the company of hiding a leak", cue="accused")
    denied = other.says("company", "any role in the leak", cue="denies", stance="denies", kind="anonymous")
    found = pairs(run(page) if together else run(page, other), "contradicts")
    assert (frozenset((told, denied)) in found) is meant


@pytest.mark.parametrize(
    ("who", "content", "meant"),
    [
        ("Prosecutor", "Dr Hale's negligence led to the death of the singer", True),
        ("Prosecutor", "Dr Hale met the singer before his death", False),
        ("Prosecutor", "Dr Kemp's negligence led to her murder", False),
    ],
)
def test_who_denies_a_deed_of_their_own_answers_who_prosecutes(who: str, content: str, meant: bool) -> None:
    denier = Page(f"{PLACE} Conrad Hale says he did not cause the death of the singer.", name="denial.txt")
    denier.says("Conrad Hale", "he did not cause the death of the singer", cue="says", stance="denies", kind="person")
    assert opposed(denier, charge(content, who=who)) is meant


def test_a_prosecutor_who_says_he_means_the_denier_close_by() -> None:
    page = Page("Prosecutors say he gave the singer a lethal dose. Hale says he did not give her anything lethal.")
    told = page.says("Prosecutors", "he gave the singer a lethal dose", cue="say", kind="group")
    denied = page.says("Hale", "he did not give her anything lethal", cue="says", stance="denies", kind="person")
    assert frozenset((told, denied)) in pairs(run(page), "contradicts")


@pytest.mark.parametrize(
    ("plea", "answers"),
    [
        ("not guilty to fraud", True),
        ("not guilty", True),
        ("she was innocent", True),
        ("innocent people had been robbed", False),
        ("not at home", False),
    ],
)
def test_who_pleads_not_guilty_answers_the_charge(plea: str, answers: bool) -> None:
    page = Page(f"Prosecutors say Ada Hale took bribes from the harbour board. Hale pleaded {plea} at Vell.")
    told = page.says("Prosecutors", "Ada Hale took bribes from the harbour board", cue="say", kind="group")
    pleaded = page.says("Hale", plea, cue="pleaded", kind="person")
    assert (frozenset((told, pleaded)) in pairs(run(page), "contradicts")) is answers
