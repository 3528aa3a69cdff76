"""The layout of whole articles, on invented text."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.timing import within

from onrecord.clean.layout import lay_out
from onrecord.model import Article, Block, Layout
from onrecord.read.plain import read_plain

BODY = (
    "The mayor of Ostby said on Tuesday that the old bridge over the Venn had been closed after the flood.",
    "Engineers found cracks in two of the pillars, and the council has ordered a second survey.",
    "“We will not open it before it is safe,” said Ida Roe, who leads the council’s works department.",
    "About 400 people who live on the island have to take the ferry, which runs every hour.",
    "The last flood of this size was in 1987, when the river rose by more than three metres.",
)


def kinds(text: str, **given: object) -> list[tuple[str, str]]:
    article = replace(read_plain(text), **given)  # type: ignore[arg-type]
    return [(b.kind, text[b.start : b.end]) for b in lay_out(article).blocks]


def of_kind(text: str, kind: str, **given: object) -> list[str]:
    return [passage for k, passage in kinds(text, **given) if k == kind]


def check(article: Article, layout: Layout) -> None:
    text = article.text
    assert all(0 <= b.start < b.end <= len(text) for b in layout.blocks)
    assert all(a.end <= b.start for a, b in pairwise(layout.blocks))
    covered = "".join("".join(text[b.start : b.end].split()) for b in layout.blocks)
    assert covered == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(layout.sentences))
    assert all(a.paragraph <= b.paragraph for a, b in pairwise(layout.sentences))
    for s in layout.sentences:
        assert s.kind in ("title", "body")
        assert any(b.kind == s.kind and b.start <= s.start and s.end <= b.end for b in layout.blocks)
        assert text[s.start : s.end].strip() == text[s.start : s.end] != ""


def test_a_clean_text_is_all_body() -> None:
    text = "\n".join(BODY)
    assert kinds(text) == [("body", line) for line in BODY]
    layout = lay_out(read_plain(text))
    assert [text[s.start : s.end] for s in layout.sentences] == list(BODY)
    assert [s.paragraph for s in layout.sentences] == [0, 1, 2, 3, 4]


def test_a_saved_page_keeps_its_article() -> None:
    head = ["Skip to content", "Home", "News", "Sport", "#bridge #ostby", "Old bridge in Ostby closed after flood"]
    tail = [
        "(Reporting by Ane Holt; Editing by Per Lind)",
        "Read also:",
        "Ferry fares to rise in spring",
        "Island school wins prize",
        "Most Read",
        "Please read our comment policy before commenting.",
        "Copyright 2031 Ostby Courier. All rights reserved.",
    ]
    text = "\n".join([*head, *BODY, *tail])
    found = kinds(text)
    assert [p for k, p in found if k == "body"] == list(BODY)
    assert [p for k, p in found if k == "title"] == ["Old bridge in Ostby closed after flood"]
    assert [p for k, p in found if k == "boilerplate"] == head[:5] + tail


def test_a_body_given_twice_is_kept_once() -> None:
    text = "\n".join([*BODY, "Old bridge in Ostby is closed", *BODY])
    assert of_kind(text, "repeat") == list(BODY)
    assert of_kind(text, "body") + of_kind(text, "title") == [*BODY, "Old bridge in Ostby is closed"]


def test_a_title_given_twice_is_kept_once() -> None:
    title = "Old bridge in Ostby closed after the flood"
    assert [k for k, _ in kinds("\n".join([title, "", title, *BODY]))] == ["title", "repeat", *["body"] * 5]


def test_reader_comments_run_to_the_end() -> None:
    comments = ["3 Comments", "Heron", "They should have seen this coming years ago.", "Otter9", "Typical of this council!"]
    assert of_kind("\n".join([*BODY, *comments]), "comment") == comments


def test_comments_behind_a_policy_are_no_body() -> None:
    tail = [
        "We welcome comments that advance the story.",
        "It is all the fault of the council, as we know.",
        "This discussion is now closed.",
    ]
    found = kinds("\n".join([*BODY, *tail]))
    assert [k for k, _ in found[5:]] == ["boilerplate", "comment", "boilerplate"]


def test_a_list_made_from_the_text_is_a_summary() -> None:
    listed = [
        "  1. The mayor of Ostby said on Tuesday that the old bridge over the Venn was closed after the flood.",
        "  2. Engineers found cracks in the pillars, and the council has ordered a survey of the bridge.",
    ]
    body = [*BODY, *(line.replace("the", "that same") + f" This was said on day {i}." for i, line in enumerate(BODY))]
    assert of_kind("\n".join([*body, *listed]), "summary") == [line.strip() for line in listed]


def test_a_numbered_list_that_says_more_is_body() -> None:
    listed = ["1. A new ferry with room for eighty lorries.", "2. Free tickets for pupils, nurses and pensioners until Easter."]
    assert of_kind("\n".join([*BODY, *listed]), "summary") == []


@pytest.mark.parametrize(
    ("line", "caption"),
    [
        ("Photograph: Ane Holt/AP Shares in the ferry company rose by 7% today as the news spread.", "Photograph: Ane Holt/AP"),
        (
            "The bridge is believed to be the oldest in the county As many as 400 people have been cut off from their work.",
            "The bridge is believed to be the oldest in the county",
        ),
        (
            "The Courier's Ane Holt: “It's been a very long night here” At least 90 people, among them children, were cut off.",
            "The Courier's Ane Holt: “It's been a very long night here”",
        ),
        ("The old bridge over the Venn, seen in this undated photo. Ane Holt/Handout via REUTERS", ""),
        (
            "The old bridge has been shut to lorries from the UK A ferry with room for ten lorries was hired on Tuesday.",
            "The old bridge has been shut to lorries from the UK",
        ),
        (
            "The old bridge has been shut since the flood The Norran government has hired a ferry with room for ten lorries.",
            "The old bridge has been shut since the flood",
        ),
        (
            "Ane Holt of the council: “We have nowhere to go” The latest survey of the old bridge has found cracks.",
            "Ane Holt of the council: “We have nowhere to go”",
        ),
        (
            "Ane Holt, shown here in April, runs the ferry to town Per Holt's ferry was hired on Tuesday by the council.",
            "Ane Holt, shown here in April, runs the ferry to town",
        ),
        (
            "The Courier's Ane Holt at the old bridge - Sketches courtesy Mona Brandt Mr Holt said the bridge was closed.",
            "The Courier's Ane Holt at the old bridge - Sketches courtesy Mona Brandt",
        ),
        ("April 3: This image made from video by the council shows the old bridge over the Venn in the flood.", ""),
    ],
)
def test_captions_fused_to_a_line_are_cut_off(line: str, caption: str) -> None:
    found = kinds("\n".join([line, *BODY]))
    assert found[0] == ("caption", caption or line)
    if caption:
        assert found[1] == ("body", line[len(caption) + 1 :])


@pytest.mark.parametrize(
    "line",
    [
        "He told The Courier that the bridge was lost and that nobody would rebuild it before the spring.",
        "The crude spilled from a well Tolm has capped with the help of two ships and a crane.",
        "She was seen at The Hague before the court was closed for the summer and the judges left.",
        "A Tolm/Ipsos poll has found that most people in the county want the bridge to be rebuilt.",
        "Officials said The Courier had been wrong and that the bridge is open to lorries and buses.",
        "Sign of the times: the council has subscribed to two daily papers and reads neither of them.",
        "The report, edited by two professors, says that the bridge was built in haste and without plans.",
    ],
)
def test_running_text_is_never_lost(line: str) -> None:
    text = "\n".join([BODY[0], line, *BODY[1:]])
    assert of_kind(text, "body") == [BODY[0], line, *BODY[1:]]
    assert (
        "".join(p for k, p in kinds("\n".join([line, *BODY])) if k in ("body", "title"))
        .replace(" ", "")
        .startswith(line.replace(" ", ""))
    )


def test_a_teaser_of_another_page_at_the_end_is_no_body() -> None:
    more = [line.replace("bridge", "tunnel").replace("flood", "landslide") for line in BODY]
    teaser = "Knitting patterns - quaint pastime, or hottest trend among bankers?"
    assert of_kind(
        "\n".join([*BODY, *more, "Islanders hope that cranes, divers and carpenters arrive before winter storms.", teaser]),
        "boilerplate",
    ) == [teaser]


@pytest.mark.parametrize(
    ("aside", "lost"),
    [
        ("[Ferry Fares in Norrvik Explained (Map)]", True),
        ("[The mayor has since withdrawn the figure.]", False),
        ("[Ada Berg]", False),
    ],
)
def test_a_title_in_brackets_is_no_body_and_a_remark_is(aside: str, lost: bool) -> None:
    text = "\n".join([*BODY[:3], f"{BODY[3]} {aside}", *BODY[4:]])
    assert any(aside in left for left in of_kind(text, "boilerplate")) == lost


def test_markup_hints_decide() -> None:
    text = "\n".join([*BODY, "Rain"])
    start = text.index(BODY[2])
    hints = (
        Block(start=start, end=start + len(BODY[2]), kind="caption"),
        Block(start=len(text) - 4, end=len(text), kind="body"),
    )
    assert [k for k, _ in kinds(text, hints=hints)] == ["body", "body", "caption", "body", "body", "body"]


def test_a_given_title_is_found() -> None:
    assert kinds("\n".join(["Rain, rain", *BODY]), title="Rain, rain and rain")[0][0] in ("boilerplate", "title")
    assert kinds("\n".join(["Rain in the hills", *BODY]), title="Rain in the Hills")[0] == ("title", "Rain in the hills")


def test_the_first_line_of_a_text_is_its_headline() -> None:
    head = ["Anger as council shuts crossing over the river", "Radio Ostby, 5 March 2031", ""]
    assert kinds("\n".join([*head, *BODY]))[:2] == [("title", head[0]), ("boilerplate", head[1])]


def test_an_offer_with_a_price_is_no_body() -> None:
    assert of_kind("\n".join([*BODY, "Subscribe now for 1 crown a week."]), "boilerplate") == [
        "Subscribe now for 1 crown a week."
    ]


def test_wrapped_lines_are_joined_to_paragraphs() -> None:
    text = (
        "The mayor of Ostby said on Tuesday that the old bridge over the\n"
        "river had been closed after the flood, which was the worst\n"
        "in the memory of those who live on the island and in the town.\n\n"
        "Engineers found cracks in two of the pillars, and the council\n"
        "has ordered a second survey of the bridge, which will be made\nin the spring.\n"
    )
    layout = lay_out(read_plain(text))
    assert [s.paragraph for s in layout.sentences] == [0, 1]


def test_another_language_is_not_read() -> None:
    text = "Der Bürgermeister hat am Dienstag gesagt, dass die alte Brücke nach dem Hochwasser gesperrt bleibt."
    layout = lay_out(read_plain(text))
    assert (layout.language, layout.readable, layout.sentences) == ("de", False, ())
    assert layout.note == "recognised as German; only English is read"
    assert layout.blocks == (Block(start=0, end=len(text), kind="body"),)


def test_a_paragraph_in_another_language_is_boilerplate() -> None:
    foreign = "Мэр города заявил во вторник, что старый мост закрыт после наводнения."
    assert of_kind("\n".join([*BODY[:3], foreign, *BODY[3:]]), "boilerplate") == [foreign]


@pytest.mark.parametrize("text", ["", " \n\t ", "12 13", "—"])
def test_nothing_to_read_is_said_so(text: str) -> None:
    layout = lay_out(read_plain(text))
    assert not layout.readable
    assert layout.note
    assert layout.sentences == ()


SCRAPS = (
    "Read also:|3 Comments|Photograph: Ane Holt/AP |Most Read|\n|\n\n| |(Reporting by Ane Holt)|1. |”|“|12 March 2025|Home"
    "|Heron|The bridge is the oldest in the county As many as |OSTBY (Reuters) - |5 mins ago "
)
PARTS = st.sampled_from([*BODY, *SCRAPS.split("|")])


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(st.one_of(PARTS, st.text(max_size=12)), max_size=25).map("".join)))
def test_blocks_cover_any_text(text: str) -> None:
    article = read_plain(text)
    check(article, lay_out(article))


@settings(max_examples=50, deadline=None)
@given(st.lists(PARTS, max_size=12).map("\n".join), st.data())
def test_blocks_cover_any_text_with_any_hints(text: str, data: st.DataObject) -> None:
    article = read_plain(text)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(article.text)), max_size=8)))
    kind = st.sampled_from(["title", "body", "caption", "summary", "comment", "boilerplate"])
    article = replace(article, hints=tuple(Block(start=a, end=b, kind=data.draw(kind)) for a, b in pairwise(cuts) if a < b))
    check(article, lay_out(article))


@pytest.mark.parametrize(
    "hostile",
    [
        BODY[0] * 10_000,
        "\n".join(f"Row {i}" for i in range(100_000)),
        BODY[0] + "“" * 1_000_000,
        BODY[0] + "A-" * 400_000,
        BODY[0] + " and The" * 100_000,
        BODY[0] + " Photo: A B/C" * 60_000,
        "\n".join(f"12 March 2025 10:0{i % 9} GMT" for i in range(50_000)),
    ],
)
@pytest.mark.slow
def test_hostile_text_takes_seconds_at_most(hostile: str) -> None:
    article = read_plain(hostile)
    assert within(8, lambda: lay_out(article))


def test_a_dateline_is_no_part_of_the_first_sentence() -> None:
    text = "PORT VELL, May 3 (Norran) - Three piers were closed on Tuesday. Crews stayed ashore.\nMerrow — The ferry sails."
    article = Article(id="a", text=text)
    layout = lay_out(article)
    assert [text[s.start : s.end] for s in layout.sentences][:2] == [
        "Three piers were closed on Tuesday.",
        "Crews stayed ashore.",
    ]
    assert layout.dateline == "Port Vell"
    assert layout.blocks[0].start == 0


@pytest.mark.parametrize(
    ("line", "cuts"),
    [
        (
            "Ferry hired for winter Ane Holt (c) faces up to four years without it A ferry was hired on Tuesday.",
            ["Ferry hired for winter", "Ane Holt (c) faces up to four years without it"],
        ),
        (
            "Bridge of Ostby to stay shut Footage sent to the paper shows the old bridge over the Venn The council and"
            " engineers have asked for a ferry.",
            ["Bridge of Ostby to stay shut", "Footage sent to the paper shows the old bridge over the Venn"],
        ),
        (
            "Ferry hired for the winter The old ferry was shut after failing a test in April 2010 Per Holt told the council"
            " that it was safe.",
            ["Ferry hired for the winter", "The old ferry was shut after failing a test in April 2010"],
        ),
    ],
)
def test_a_headline_with_a_caption_behind_it(line: str, cuts: list[str]) -> None:
    assert [passage for _, passage in kinds("\n".join([line, *BODY]))[:2]] == cuts


def test_words_pulled_out_of_the_text_whose_opening_mark_is_lost() -> None:
    line = "We have nowhere to go with our lorries” The mayor of Ostby says there will be a ferry by the end of the week."
    assert ("repeat", "We have nowhere to go with our lorries”") in kinds("\n".join([*BODY, line]))
    going_on = "We have nowhere to go with our lorries” and no ferry, the mayor of Ostby says of the end of the week."
    for lines in (["“It is cold.", line], [going_on]):
        assert not [passage for kind, passage in kinds("\n".join([*BODY, *lines])) if kind == "repeat"]


@pytest.mark.parametrize(
    "line",
    [
        "The council has cancelled its This Is It festival at the old bridge, which was to be held in May.",
        "Engineers have been testing the ferry Mr Holt bought for the council in the spring of last year.",
        "The mayor was cited this week by The Norran Courier as saying that the bridge was safe.",
    ],
)
def test_a_name_within_a_sentence_begins_no_other(line: str) -> None:
    assert ("body", line) in kinds("\n".join([*BODY[:2], line, *BODY[2:]]))


@pytest.mark.parametrize(
    "caption",
    [
        "A man in a mask demonstrates against the closing of the old bridge over the Venn, April 3, 2021.",
        "2 of 7. The mayor of Ostby stands beside the old bridge over the Venn, April 3, 2021.",
        "Engineers inspect a pillar of the old bridge over the Venn on April 3, 2021.",
        "The mayor of Ostby (2nd R) with engineers at the bridge, April 3, 2021.",
        "A worker, hurt by what the union says was a falling beam, waits in a tent by the bridge over the Venn April 3, 2021.",
    ],
)
def test_a_scene_with_the_day_it_was_taken_on_is_a_caption(caption: str) -> None:
    found = kinds("\n\n".join(["The bridge of Ostby", BODY[0], caption, *BODY[1:]]))
    assert {kind for kind, passage in found if passage in caption} == {"caption"}
    assert [passage for kind, passage in found if kind == "body"][-4:] == list(BODY[1:])


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("A screen shot of the notice for the old bridge in Ostby.", "caption"),
        ("A picture of the old bridge went round the world.", "body"),
        ("The notice for the bridge can be viewed HERE.", "boilerplate"),
        ("Click here for the notice of the council.", "boilerplate"),
        ("Nobody had seen a flood of this size here.", "body"),
    ],
)
def test_a_line_that_names_a_picture_or_a_link_alone_is_no_body(line: str, kind: str) -> None:
    assert (kind, line) in kinds("\n\n".join(["The bridge of Ostby", BODY[0], line, *BODY[1:]]))


@pytest.mark.parametrize(
    "line",
    [
        "The old bridge was built by hand and opened on April 3, 1921.",
        "The council says the bridge, which stands by the mill, was closed on April 3, 2021.",
    ],
)
def test_a_sentence_that_ends_with_a_date_is_body_where_it_shows_no_scene(line: str) -> None:
    assert ("body", line) in kinds("\n\n".join([*BODY, line]))


@pytest.mark.parametrize(
    "line",
    [
        "To contact the reporters on this story: Ida Roe in Ostby at iroe@venn.example",
        "Venn Post staff contributed to this report.",
        "Cannot play media. Sorry, this media is not available in your territory.",
    ],
)
def test_notes_of_a_site_are_furniture(line: str) -> None:
    assert of_kind("\n".join([*BODY[:3], line, *BODY[3:]]), "boilerplate") == [line]


def test_a_prompt_fused_to_a_sentence_is_cut_off() -> None:
    text = "\n".join(
        [
            *BODY[:3],
            "Continue reading the main story The ferry was late again on Friday, said the man at the pier in Venn.",
            *BODY[3:],
        ]
    )
    assert of_kind(text, "boilerplate") == ["Continue reading the main story"]


def test_a_quotation_pulled_out_beside_an_article_is_cut_from_the_sentence_it_is_fused_to() -> None:
    line = "We saw the water come over the wall” End Quote The mayor, Osk Pell, said the pier would open again on Friday."
    found = kinds("\n\n".join([*BODY, line]))
    assert ("repeat", "We saw the water come over the wall” End Quote") in found
    assert found[-1] == ("body", "The mayor, Osk Pell, said the pier would open again on Friday.")
