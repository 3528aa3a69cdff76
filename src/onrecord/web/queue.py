"""The pages of review: what waits for a decision, and all that was decided."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.judge.standing import standing
from onrecord.ledger import Ledger
from onrecord.review.doubts import Doubt
from onrecord.review.judging import look_up_states
from onrecord.store import judgements as judged
from onrecord.store import slices
from onrecord.tell.report.verdicts import Verdict, tell_judgement
from onrecord.tell.report.wording import clip
from onrecord.web.links import article_path, make_path, page_query
from onrecord.web.review import Editing, Field, Form, tell_givers
from onrecord.web.shown import Shown, find_head, make_pager, make_tabs, show_title

DOUBTS = 20
VERDICTS = 100
LATEST = 100  # judgements among which an editor's last is looked for
MAX_WORDS, MAX_AROUND = 400, 160
_SETTLE = frozenset(("confirm-relation", "reject-relation", "confirm-entry", "correct-source", "correct-date"))
_SURE = {
    "contradicts": "contradicts",
    "updates": "is updated by",
    "narrows": "is made more exact by",
    "same": "says the same as",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Something that waits for a decision, and the forms that decide it.

    Each of its passages is what stands before it in its sentence, its words, what stands after, its address, and who gives
    it, where and when; they are `numbered` where the forms name them by number.
    """

    kind: str
    why: str
    p_right: float
    passages: tuple[tuple[str, str, str, str, str], ...]
    between: str
    forms: tuple[Form, ...]
    numbered: bool = False


def show_queue(ledger: Ledger, key: str | None, page: int, *, editing: Editing | None) -> Shown:
    """What the tool is least sure of, of one story or of all."""
    connection = ledger.connection
    head = find_head(connection, key) if key else None
    found = ledger.queue(story=head.first if head else None, offset=(page - 1) * DOUBTS, limit=DOUBTS)
    open_ = _leave_out_decided(connection, found.doubts)
    givers = tell_givers(ledger, (i for d in open_ if d.kind != "day" for i in d.ids))
    steps = ("stories", head.first, "queue") if head else ("queue",)
    pager = make_pager(steps, page, found.total, DOUBTS, "question")
    context = {
        "waiting": [show_waiting(d, givers) for d in open_],
        "total": found.total - len(found.doubts) + len(open_),
        "editing": editing,
        "last": _find_last(connection, editing.editor) if editing else None,
        # what is decided leaves the list, and the next stands in its place; an anchor would take the focus from its button
        "back": make_path(*steps, page=page_query(page)),
    }
    tabs = make_tabs(head, slices.count_parts(connection, head.first), "") if head else ()
    title = show_title(head) if head else "Waiting for a decision"
    return Shown(body="queue.html.j2", title=title, verbatim=bool(head), head=head, tabs=tabs, pager=pager, context=context)


def _leave_out_decided(connection: sqlite3.Connection, doubts: Sequence[Doubt]) -> list[Doubt]:
    """Those that nobody decided: what was decided on a large story waits for some seconds until the queue is made anew."""
    lately = [j for j in standing(judged.latest_judgements(connection, LATEST)) if j.decision in _SETTLE]
    waiting = [j for j in lately if judged.are_waiting(connection, [t.article for t in j.targets])]
    pairs = [{t.id for t in j.targets} for j in waiting if j.decision.endswith("relation")]
    single = {t.id for j in waiting if not j.decision.endswith("relation") for t in j.targets}

    def is_decided(doubt: Doubt) -> bool:
        return set(doubt.ids) in pairs if doubt.kind == "relation" else not single.isdisjoint(doubt.ids)

    return [d for d in doubts if not is_decided(d)]


def _find_last(connection: sqlite3.Connection, editor: str) -> Verdict | None:
    """The last that an editor decided and that stands."""
    # what undoes one of these was added after it, and so is among them
    own = [j for j in standing(judged.latest_judgements(connection, LATEST)) if j.editor == editor]
    states = look_up_states(connection, own[-1:])
    return tell_judgement(states[0]) if states else None


def _part(words: str, sentence: str) -> tuple[str, str, str]:
    """The words with what stands before and after them in their sentence, each cut where it is long."""
    before, found, after = sentence.partition(words.partition(" … ")[0])
    if not found:
        return "", clip(words, MAX_WORDS) or "its text", ""
    return before[-MAX_AROUND:], clip(found, MAX_WORDS), clip(after, MAX_AROUND)


def show_waiting(doubt: Doubt, givers: Mapping[str, str]) -> Waiting:
    """A doubt with the forms that decide it; `givers` tells who gives an entry, where and when."""
    day = doubt.kind == "day"
    passages = tuple(
        (*_part(w, s), article_path(i) if day else make_path("entries", i), givers.get(i, ""))
        for i, w, s in zip(doubt.ids, doubt.words, doubt.sentences, strict=True)
    )
    right = Form(decision="confirm-entry", title="", ids=(doubt.ids[0],), button="Right as read")
    forms: tuple[Form, ...]
    if doubt.kind == "relation":
        fields = (Field(name="relation", label="", was=doubt.relation or ""),)
        forms = (
            Form(decision="confirm-relation", title="", ids=doubt.ids, button="It does", fields=fields),
            Form(decision="reject-relation", title="", ids=doubt.ids, button="It does not", fields=fields),
        )
    elif doubt.kind == "source":
        who = Field(name="source", label="Who it is", hint="a name")
        forms = (right, Form(decision="correct-source", title="It is", ids=doubt.ids, button="Correct", fields=(who,)))
    elif day:
        when = Field(name="value", label="The day", hint="2031-05-14, 2031-05 or 2031")
        forms = (right, Form(decision="correct-date", title="It is", ids=doubt.ids, button="Correct", fields=(when,)))
    else:
        forms = tuple(
            Form(decision="confirm-entry", title="", ids=(i,), button=f"{n} is right") for n, i in enumerate(doubt.ids, 1)
        )
    return Waiting(
        kind=doubt.kind,
        why=doubt.why,
        p_right=doubt.p_right,
        passages=passages,
        between=_SURE.get(doubt.relation or "", ""),
        forms=forms,
        numbered=doubt.kind == "giver",
    )


def show_judgements(ledger: Ledger, page: int, *, editing: Editing | None) -> Shown:
    """All that was decided, the latest first."""
    found, total = ledger.page_judgements(offset=(page - 1) * VERDICTS, limit=VERDICTS, latest=True)
    pager = make_pager(("judgements",), page, total, VERDICTS, "judgement")
    context = {
        "verdicts": [tell_judgement(row) for row in found],
        "total": total,
        "editing": editing,
        "back": make_path("judgements", page=page_query(page)),
    }
    return Shown(body="judgements.html.j2", title="Decided by people", pager=pager, context=context)
