"""Which judgements stand."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from onrecord.judge.standing import identify, in_order, standing, tell_states, withdrawn
from onrecord.model import Change, Decision, Judgement, Target


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


def test_the_later_of_two_that_are_at_odds_stands() -> None:
    left, right = (Target(kind="figure", id=f"f-{n}", article="a-1") for n in (1, 2))
    one = Target(kind="figure", id="f-3", article="a-1")
    relation = (Change(field="relation", value="contradicts"),)

    def at(minute: int, decision: Decision, targets: tuple[Target, ...], changes: tuple[Change, ...] = ()) -> Judgement:
        made = make(minute, decision=decision)
        return replace(made, targets=targets, changes=changes, id=f"j-{minute}")

    made = [
        at(1, "confirm-relation", (left, right), relation),
        at(2, "reject-relation", (right, left), relation),
        at(3, "correct-figure", (one,), (Change(field="low", value="3"), Change(field="unit", value="t"))),
        at(4, "correct-figure", (one,), (Change(field="low", value="4"),)),
        at(5, "confirm-entry", (left,)),
        at(6, "correct-date", (left,), (Change(field="value", value="2031"),)),
        at(7, "grade-information", (one,), (Change(field="credibility", value="2"),)),
        at(8, "grade-information", (one,), (Change(field="credibility", value="4"),)),
        at(9, "grade-information", (one,), (Change(field="credibility", value="4"),)),
        at(10, "note", (one,)),
        at(11, "note", (one,)),
        at(12, "correct-figure", (one,), (Change(field="unit", value="kg"),)),
    ]
    bound = {t: t.id for t in (left, right, one)}
    states = {s.judgement.id: (s.state, s.by) for s in tell_states(made, bound, lambda _: True)}
    overruled = {"j-1": "j-2", "j-3": "j-12", "j-5": "j-6", "j-7": "j-9"}
    assert {j: by for j, (state, by) in states.items() if state == "overruled"} == overruled
    # told of some alone, the others count as well
    (first,) = tell_states(made[:1], bound, lambda _: True, others=made)
    assert (first.state, first.by) == ("overruled", "j-2")
    # of one claim, other entries speak of the same relation
    other = Target(kind="figure", id="f-9", article="a-1")
    again = at(20, "confirm-relation", (other, right), relation)
    (rejected,) = [
        s for s in tell_states([made[1], again], {**bound, other: "f-9"}, lambda _: True, claim_of={"f-1": "c-1", "f-9": "c-1"})
        if s.judgement.id == "j-2"
    ]  # fmt: skip
    assert (rejected.state, rejected.by) == ("overruled", "j-20")
