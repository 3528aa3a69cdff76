"""The view models: what each part of the report is given to show."""

from dataclasses import replace

import pytest
from report_story import day, document, figure, make_story, quote, read

from onrecord.model import Beginning, Claim, Event, Figure, Relation, Span, StoryRecord, When
from onrecord.tell.report.alone import find_alone, find_shared
from onrecord.tell.report.briefs import write_briefs
from onrecord.tell.report.changes import find_changes
from onrecord.tell.report.copies import find_copies
from onrecord.tell.report.days import tell_days
from onrecord.tell.report.disputes import find_disputes
from onrecord.tell.report.people import find_people
from onrecord.tell.report.questions import gather_components
from onrecord.tell.report.records import Prepared, by_time, prepare_story
from onrecord.tell.report.texts import LeftOut, Paragraph, show_articles


@pytest.fixture
def story() -> Prepared:
    return prepare_story(*make_story())


def test_articles_are_numbered_in_order_of_time(story: Prepared) -> None:
    assert [(r.number, r.publisher) for r in story.refs.values()] == [
        (1, "Lumen"),
        (2, "The Coast Gazette"),
        (3, "unnamed outlet"),
    ]
    assert story.refs[story.documents[2].article.id].day == "8 May 2031, inferred"


def test_an_entry_keeps_its_words_in_their_sentence(story: Prepared) -> None:
    entry = next(e for e in story.entries.values() if e.giver.name == "Ilo Marrak")
    assert "".join(p.text for p in entry.context) == '"The wall was never repaired," its chair Ilo Marrak said.'
    assert [p.text for p in entry.context if p.style == "u"] == ["The wall was never repaired"]
    assert entry.label == "2.2"


def test_a_dispute_sets_the_claim_against_its_denial(story: Prepared) -> None:
    disputes = find_disputes(story)
    assert (disputes.total, disputes.pairs) == (1, 1)
    dispute = disputes.shown[0]
    pair = dispute.pairs[0]
    assert (pair.left.giver.name, pair.right.giver.name) == ("Orla Venn", "dockers' union")
    assert pair.reason == "a denial of the same words"
    assert "".join(p.text for p in dispute.title) == "the harbour wall at Tesk is sound"
    assert [e.giver.name for e in dispute.neither] == ["The Coast Gazette"]
    assert [e.giver.name for e in dispute.left_more] == ["Orla Venn"]


def test_a_denial_of_what_nobody_is_found_to_claim_is_told_once() -> None:
    documents, record = make_story()
    lone = replace(record, relations=(), claims=())
    disputes = find_disputes(prepare_story(documents, lone))
    assert disputes.total == 0
    assert [e.giver.name for e in disputes.denials] == ["dockers' union"]
    assert not find_disputes(prepare_story(documents, record)).denials


def test_receipts_count_copies_of_one_origin_once(story: Prepared) -> None:
    claim, counter = find_disputes(story).shown[0].receipts
    assert claim.total == "2 statements, 1 origin"
    assert [(b.name, [s.label for s in b.spots], b.more) for b in claim.rows] == [("Lumen", ["1.1", "3.1"], 0)]
    assert counter.total == "1 statement, 1 origin"


def test_rival_values_of_one_quantity_are_one_dispute_told_by_value() -> None:
    documents, figures, quotations = [], [], []
    told = [("5,000 barrels", 5000, "barrel/day"), ("1,000 barrels", 1000, "barrel/day"), ("9,000 barrels", 9000, "barrel/day")]
    told += [("420,000 gallons", 420_000, "gallon/day"), ("5,000 barrels", 5000, "barrel/day")]
    for n, (words, value, unit) in enumerate(told):
        d = document(f"well-{n}", f"Orla {n} said {words} leak.", published=day(f"2031-05-0{n + 1}"), publisher=f"Outlet {n}")
        q = quote(d, f"{words} leak", f"Orla {n}")
        f = figure(d, words, value, value, indicator="oil leaking per day", unit=unit, giver=f"Orla {n}", quotation=q.id)
        documents.append(read(d, [q], [f]))
        figures.append(f.id)
        quotations.append(q.id)
    against = [(figures[0], figures[1]), (figures[2], figures[3]), (quotations[0], quotations[3])]
    base = make_story()[1]
    record = replace(
        base,
        story=replace(base.story, articles=tuple(d.article.id for d in documents)),
        relations=tuple(Relation(left=a, right=b, relation="contradicts", reason="they differ") for a, b in against),
        claims=(Claim(id="c-5", text="", members=(figures[0], figures[4]), origins=2, first_said=None, status="disputed"),),
        origins=(), events=(), entities=(),
    )  # fmt: skip
    disputes = find_disputes(prepare_story(documents, record))
    (dispute,) = disputes.shown
    assert disputes.pairs == 3, "the statements' own contradiction is told by their figures"
    assert "".join(p.text for p in dispute.title) == "Oil leaking per day"
    assert dispute.dek == "Given as 5,000, 1,000, 9,000 and 10,000 barrels a day."
    assert {e.giver.name for p in dispute.pairs for e in (p.left, p.right)} == {f"Orla {n}" for n in range(4)}
    (side,) = [v for v in dispute.values if v]
    assert [(g.entries[0].giver.name, g.articles) for g in side] == [("Orla 4", 1)]


def test_articles_of_one_outlet_are_one_origin(story: Prepared) -> None:
    documents, record = make_story()
    same = [replace(d, article=replace(d.article, publisher="Lumen")) for d in documents]
    entries = [e.id for e in story.entries.values()]
    [(name, rows)] = prepare_story(same, replace(record, origins=())).origins(entries)
    assert name == "Lumen"
    assert {e.id for e in rows} == set(entries)
    assert rows == sorted(rows, key=by_time)


def test_entries_that_a_claim_lets_begin_together_are_one_origin(story: Prepared) -> None:
    documents, record = make_story()
    shared = next(c for c in record.claims if len(c.members) == 2)
    assert len(prepare_story(documents, replace(record, origins=())).origins(shared.members)) == 2
    together = replace(shared, beginnings=(Beginning(members=shared.members, reason="one passage"),))
    claims = tuple(together if c is shared else c for c in record.claims)
    [(_, entries)] = prepare_story(documents, replace(record, origins=(), claims=claims)).origins(shared.members)
    assert {e.id for e in entries} == set(shared.members)


def test_updates_and_refinements_are_told_with_their_reasons(story: Prepared) -> None:
    changes = find_changes(story)
    (chain,) = changes.updated
    assert [(s.entry.giver.name, s.reason) for s in chain.steps] == [("Orla Venn", ""), ("Ilo Marrak", "said two days later")]
    assert not changes.narrowed, "the ladder of the figure shows what was made more exact"


def test_updates_in_a_circle_end() -> None:
    documents, record = make_story()
    a, b = record.relations[2].left, record.relations[2].right
    circle = (
        Relation(left=a, right=b, relation="updates", reason="x"),
        Relation(left=b, right=a, relation="updates", reason="y"),
    )
    changes = find_changes(prepare_story(documents, replace(record, relations=circle)))
    assert len(changes.updated[0].steps) == 2


def test_what_rests_on_one_origin_is_told_by_kind(story: Prepared) -> None:
    alone = find_alone(story)
    kinds = {k.title: [s.entry.label for s in k.shown] for k in alone.kinds}
    assert kinds["Accusations and threats"] == ["3.2"]
    single = next(k for k in alone.kinds if k.title == "Accusations and threats").shown[0]
    assert single.way == ("Two people close to the ministry",)
    assert single.origin == "Lumen"
    assert single.note == "The source is not named."


def test_a_chain_that_looks_like_many_is_told() -> None:
    documents, record = make_story()
    alone = find_alone(prepare_story(documents, replace(record, claims=(), relations=())))
    (kind,) = [k for k in alone.kinds if k.title == "Looks like many, is one"]
    assert kind.shown[0].way == ("Orla Venn", "Radio Tesk", "Lumen")
    assert kind.shown[0].note == "Three names in a row, one statement."


def test_claims_of_several_entries_lead_to_their_dispute(story: Prepared) -> None:
    disputes = find_disputes(story)
    (shared,) = find_shared(story, disputes)
    assert (shared.origins, shared.status, len(shared.entries)) == (1, "disputed", 2)
    assert shared.dispute == disputes.shown[0].anchor


def test_days_are_in_order_with_gaps_named(story: Prepared) -> None:
    first, second = tell_days(story).days
    assert (first.name, first.note, first.gap) == ("5 May 2031", "Monday", "")
    assert (second.name, second.note) == ("20–22 May 2031", "day not fixed")
    assert second.gap == "14 days with no dated entry in these articles"
    assert first.shown[0].counts == "1 article, 1 origin"


def test_events_without_a_passage_here_are_passed_over() -> None:
    documents, record = make_story()
    strange = Event(id="e-none", date="2031-05-06", text="x", passages=(), articles=())
    assert tell_days(prepare_story(documents, replace(record, events=(strange,)))).total == 0


def test_long_timelines_fold_by_month() -> None:
    documents, record = make_story()
    event = record.events[0]
    many = tuple(replace(event, id=f"e-{m}-{d}", date=f"2031-{m:02d}-{d:02d}") for m in (1, 2, 3) for d in range(1, 29))
    timeline = tell_days(prepare_story(documents, replace(record, events=many)))
    assert not timeline.days
    assert [(m.name, m.events) for m in timeline.months] == [("January 2031", 28), ("February 2031", 28), ("March 2031", 28)]


def test_sources_are_one_across_articles(story: Prepared) -> None:
    people = find_people(story)
    venn = next(p for p in (*people.many, *people.few) if p.name == "Orla Venn")
    assert (len(venn.entries), venn.articles, venn.role) == (2, 2, "Minister")
    assert people.statements == 7


def test_copies_tell_which_is_earlier_and_why(story: Prepared) -> None:
    copies = find_copies(story)
    (sharing,) = copies.compared
    assert (sharing.left.number, sharing.right.number, sharing.known) == (1, 3, True)
    assert sharing.reason == "published three days earlier"
    assert sharing.aligned[0].left == sharing.aligned[0].right
    assert sharing.aligned[0].left[0].style == "same"
    (credit,) = copies.credited
    assert credit.verdict == "3 unnamed outlet goes back to Lumen"
    assert [o.name for o in copies.origins] == ["Lumen"]
    assert {line.kind for line in copies.pictures[0].lines} == {"taken", "credited"}
    boxes = {b.number: b for b in copies.pictures[0].boxes}
    assert boxes[1].x < boxes[2].x < boxes[3].x


def test_the_record_in_short_names_dispute_figure_and_copy(story: Prepared) -> None:
    briefs = write_briefs(find_disputes(story), find_changes(story), find_copies(story))
    assert [b.kind for b in briefs] == ["In dispute", "Moved", "Text from others", "Shared text"]
    assert [(v.read_as, v.giver, v.when) for v in briefs[1].values] == [
        ("≥ 12 people", "rescue service", "5 May 2031"),
        ("31 people", "rescue service", "7 May 2031"),
        ("≈ 30 people", "the article itself", "printed 8 May 2031, inferred"),
    ]


def test_of_many_that_share_wording_with_a_line_two_are_told(story: Prepared) -> None:
    one = next(r for r in story.record.reuse if r.left.article != r.right.article)
    ref = story.refs[one.right.article]
    refs = {**story.refs, **{f"a-{n}": replace(ref, number=n) for n in range(11, 15)}}
    more = [
        replace(one, left=replace(one.left, end=one.left.end - n), right=replace(one.right, article=f"a-{n}"))
        for n in range(11, 15)
    ]
    reuse = (one, *more, replace(one, left=replace(one.left, end=one.left.end - 1)))
    (shown,) = show_articles(replace(story, refs=refs, record=replace(story.record, reuse=reuse)), only={one.left.article})
    told = [r for p in shown.parts if isinstance(p, Paragraph) for s in p.sentences for b in s for r in b.refs]
    copies = [r for r in told if r.kind == "copy"]
    assert [r.label for r in copies if r.href and not r.quiet] == [f"={ref.number}", "=11"]
    assert [(r.label, r.words) for r in copies if not r.href] == [("+3", "shares wording with 3 more articles")]
    assert len([r for r in copies if r.quiet]) == 4


def test_article_texts_are_whole_and_marked(story: Prepared) -> None:
    for text, d in zip(show_articles(story), story.documents, strict=True):
        shown = []
        for part in text.parts:
            if isinstance(part, Paragraph):
                shown.append("".join(b.text for s in part.sentences for b in s))
            else:
                shown += [t for _, t in part.paragraphs]
        assert "\n".join(shown) == d.article.text
    first = show_articles(story)[0]
    bits = [b for p in first.parts if isinstance(p, Paragraph) for s in p.sentences for b in s]
    assert [b.text for b in bits if "f" in b.style.split()] == ["At least 12 people"]
    assert [(b.text, b.note) for b in bits if "d" in b.style.split()] == [("on Monday", "5 May 2031")]
    assert isinstance(first.parts[-1], LeftOut)
    assert first.parts[-1].label == "1 line of page furniture (5 words)"
    assert first.plain_address == "one.txt", "where a file lay on somebody's machine is nobody's business"


def test_marks_that_overlap_lose_no_text() -> None:
    d = document("overlap", "abcdef ghij klm\n\nnext line", published=day("2031-01-01"))
    text = d.article.text
    spans = [Span(start=a, end=b, exact=text[a:b]) for a, b in ((0, 10), (3, 14), (14, 20), (15, 16))]
    figures = [Figure(id=f"f-{n}", article=d.article.id, passage=s, low=1, high=1, indicator="x") for n, s in enumerate(spans)]
    record = make_story()[1]
    (shown,) = show_articles(prepare_story([read(d, (), figures)], record))
    paragraphs = [p for p in shown.parts if isinstance(p, Paragraph)]
    assert ["".join(b.text for s in p.sentences for b in s) for p in paragraphs] == ["abcdef ghij klm", "next line"]
    assert {r.anchor for p in paragraphs for s in p.sentences for b in s for r in b.refs} == {f"at-f-{n}" for n in range(4)}


def test_an_unattributed_statement_and_an_undated_article_are_shown() -> None:
    d = document("bare", "The gate was reportedly open.", published=When())
    q = quote(d, "The gate was", None, cue="reportedly")
    story = prepare_story([read(d, [q])], make_story()[1])
    (entry,) = story.entries.values()
    assert entry.giver.name == "No source named"
    assert entry.article.day == "undated"
    assert show_articles(story)[0].basis == "date not known"


def test_components_are_gathered_in_order() -> None:
    assert gather_components([("a", "b"), ("c", "d"), ("b", "e")]) == [["a", "b", "e"], ["c", "d"]]


def test_relations_and_claims_of_strangers_are_passed_over() -> None:
    documents, record = make_story()
    ghost = Relation(left="q-gone", right=record.relations[0].left, relation="contradicts", reason="")
    claim = Claim(id="c-gone", text="", members=("q-gone", "q-lost"), origins=0, first_said=None, status="single-origin")
    odd: StoryRecord = replace(record, relations=(ghost,), claims=(claim,))
    story = prepare_story(documents, odd)
    assert find_disputes(story).total == 0
    assert find_shared(story, find_disputes(story)) == ()
    assert find_alone(story).single > 0


def test_figures_without_a_place_go_with_the_place_named_most() -> None:
    d = document("tolls", "They count 3, 4, 5 and 6 hurt.", published=day("2031-01-02"))
    toll = "people hurt"
    figures = [
        replace(figure(d, "3", 3, 3, indicator=toll), place="Tesk"),
        replace(figure(d, "4", 4, 4, indicator=toll), place="Tesk"),
        figure(d, "5", 5, 5, indicator=toll),
        replace(figure(d, "6", 6, 6, indicator=toll), place="Venn"),
    ]
    (ladder,) = find_changes(prepare_story([read(d, (), figures)], make_story()[1])).ladders
    assert ladder.indicator == "People hurt, Tesk"
    assert [r.entry.amount.wording for r in ladder.rows if r.entry.amount] == ["3", "4", "5"]


def test_reasons_name_articles_and_not_files() -> None:
    documents, record = make_story()
    story = prepare_story(documents, replace(record, relations=()))
    assert story.tell_reason("three.txt and Lumen share 9 words") == "article 3 and Lumen share 9 words"


def test_a_denied_figure_is_told_as_denied() -> None:
    d = document("denied", "Orla Venn said 40 fell; Ilo Marrak denied that 41 fell.", published=day("2031-01-02"))
    said = quote(d, "40 fell", "Orla Venn")
    denied = quote(d, "41 fell", "Ilo Marrak", cue="denied", stance="denies")
    left = figure(d, "40", 40, 40, indicator="people fallen", quotation=said.id)
    right = replace(figure(d, "41", 40, 40, indicator="people fallen", quotation=denied.id))
    relation = Relation(left=left.id, right=right.id, relation="contradicts", reason="a denial")
    record = replace(make_story()[1], relations=(relation,))
    (dispute,) = find_disputes(prepare_story([read(d, [said, denied], [left, right])], record)).shown
    assert dispute.heads == ("Claimed", "Denied")
    assert dispute.dek == "Given as 40 people, and denied."
    assert dispute.pairs[0].right.stance == "denies"


def test_a_shared_origin_alone_says_of_nobody_that_they_copied() -> None:
    documents, record = make_story()
    documents = [replace(d, layout=replace(d.layout, agency=())) for d in documents]
    unknown = tuple(replace(r, earlier="unknown", reason="") for r in record.reuse)
    copies = find_copies(prepare_story(documents, replace(record, reuse=unknown)))
    assert copies.credited == ()
    assert copies.compared[0].verdict == "1 Lumen and 3 unnamed outlet share wording; which is earlier is not known"
    assert {line.kind for line in copies.pictures[0].lines} == {"shared"}


def test_a_dispute_of_figures_and_of_the_statements_that_give_them_is_shown_once() -> None:
    a = document("a.txt", "Orla Venn said the hole was 40 metres deep.", published=day("2031-05-02"), publisher="Lumen")
    b = document("b.txt", "Ilo Marrak said the hole was 10 metres deep.", published=day("2031-05-02"), publisher="Radio Tesk")
    said = [quote(a, "the hole was 40 metres deep", "Orla Venn"), quote(b, "the hole was 10 metres deep", "Ilo Marrak")]
    given = [
        replace(figure(d, words, n, n, indicator="depth of hole", unit="m", giver=who), quotation=q.id)
        for d, words, n, who, q in ((a, "40 metres", 40, "Orla Venn", said[0]), (b, "10 metres", 10, "Ilo Marrak", said[1]))
    ]
    documents = [read(a, [said[0]], [given[0]]), read(b, [said[1]], [given[1]])]
    spoken = Relation(left=said[0].id, right=said[1].id, relation="contradicts", reason="numbers")
    counted = replace(spoken, left=given[0].id, right=given[1].id)
    _, record = make_story()

    def show(*relations: Relation) -> list[bool]:
        alone = replace(record, claims=(), entities=(), origins=(), reuse=(), events=(), relations=relations)
        return [d.verbatim for d in find_disputes(prepare_story(documents, alone)).shown]

    assert show(spoken) == [True]
    assert show(spoken, counted) == [False]
