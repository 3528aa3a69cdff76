"""Which judgements stand."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from onrecord.judge.standing import identify, in_order, standing, withdrawn
from onrecord.model import Decision, Judgement


def make(at: int, *, decision: Decision = "note", undoes: str | None = None, editor: str = "N. Orr") -> Judgement:
    made = Judgement(id="", decision=decision, editor=editor, at=f"2031-05-03T09:00:{at:02d}Z", why=f"{at}", undoes=undoes)
    return replace(made, id=identify(made))


def test_an_undo_withdraws_and_may_be_undone() -> None:
    note = make(1)
    undo = make(2, decision="undo", undoes=note.id)
    again = make(3, decision="undo", undoes=undo.id)
    assert standing([note]) == [note]
    assert standing([undo, note]) == []
    assert withdrawn([note, undo]) == {note.id}
    assert standing([again, undo, note]) == [note]
    assert withdrawn([note, undo, again]) == {undo.id}


def test_the_id_is_of_all_that_is_said() -> None:
    note = make(1)
    assert identify(note) == note.id
    for changed in (replace(note, why="other"), replace(note, editor="B. Ash"), replace(note, at="2032-01-01T00:00:00Z")):
        assert identify(changed) != note.id


@given(st.lists(st.integers(0, 5), max_size=12), st.randoms())
def test_the_order_of_arrival_does_not_matter(undone: list[int], chance: object) -> None:
    made = [make(0)]
    for n, of in enumerate(undone, 1):
        made.append(make(n, decision="undo", undoes=made[of % len(made)].id))
    shuffled = list(made)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert in_order(shuffled) == made
    assert withdrawn(shuffled) == withdrawn(made)
    # one that is withdrawn has an undo that is not, one that stands has none
    gone = withdrawn(made)
    for j in made:
        assert (j.id in gone) == any(u.undoes == j.id and u.id not in gone for u in made)
