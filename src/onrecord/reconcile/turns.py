"""Turns: a number and the one that took its place, as one sentence tells them, whatever each is called."""

from collections.abc import Collection, Sequence

from onrecord.reconcile.figures import tell_step
from onrecord.reconcile.items import Quantity
from onrecord.reconcile.standing import find_steps
from onrecord.reconcile.statements import Finding


def find_turns(quantities: Sequence[Quantity], known: Collection[Finding]) -> list[Finding]:
    """The updates of "bids jumped from 14 to 20" but for those known.

    "20, down from 30 at the peak" may be of two questions: there the labels have to agree.
    """
    told = {(f.left, f.right) for f in known if f.relation == "updates"}
    return [tell_step(a, b) for a, b in find_steps(quantities) if a.start < b.start and (a.id, b.id) not in told]
