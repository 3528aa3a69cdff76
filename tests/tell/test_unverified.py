"""What nobody could verify, on invented articles."""

from onrecord.model import Claim, Story, StoryRecord
from onrecord.tell.tables import claims, gather
from onrecord.tell.unverified import find_unverified

from ..reconcile.build import Page, run


def record(page: Page) -> StoryRecord:
    story = Story(id="s1", title="Vell", articles=(page.article.id,), earliest=None, latest=None)
    return StoryRecord(story=story, claims=run(page).claims)


def claim_with(found: StoryRecord, member: str) -> Claim:
    return next(c for c in found.claims if member in c.members)


def test_what_stands_right_before_could_not_be_verified() -> None:
    a = Page("Kelmer said the mill was quiet. Pell said crews took the dam. The Courier could not verify this.")
    a.says("Kelmer", "the mill was quiet")
    second = a.says("Pell", "crews took the dam")
    doubt = a.says("The Courier", "this", stance="cannot-verify", kind="organisation")
    found = record(a)
    assert find_unverified([a.read()], [found]) == {claim_with(found, second).id: (doubt,)}
    table = claims(gather([a.read()], [found]))
    assert {row["words"]: row["cannot_verify"] for row in table.rows} == {
        "the mill was quiet": "",
        "crews took the dam": "The Courier",
        "this": "",
    }


def test_what_is_named_could_not_be_verified() -> None:
    a = Page("Pell said crews took the dam. Kelmer said the mill was quiet. It was unclear whether crews took the dam.")
    named = a.says("Pell", "crews took the dam")
    a.says("Kelmer", "the mill was quiet")
    doubt = a.says(None, "whether crews took the dam", stance="cannot-verify")
    found = record(a)
    assert find_unverified([a.read()], [found]) == {claim_with(found, named).id: (doubt,)}


def test_far_away_statements_are_not_meant() -> None:
    a = Page("Pell said crews took the dam. Rain fell. Wind blew. Night came. Dawn broke. The Courier could not verify this.")
    a.says("Pell", "crews took the dam")
    a.says("The Courier", "this", stance="cannot-verify", kind="organisation")
    assert not find_unverified([a.read()], [record(a)])
