"""The first block of the report: the story in its articles' own sentences."""

from onrecord.tell.report import render_report
from onrecord.tell.report.records import prepare_story
from onrecord.tell.report.retold import retell

from .test_brief import story


def test_the_block_holds_the_articles_own_sentences() -> None:
    documents, record = story()
    texts = " ".join(" ".join(d.article.text.split()) for d in documents)
    parts = retell(prepare_story(documents, record))
    assert [p.heading for p in parts][:1] == ["What happened"]
    assert "In dispute" in {p.heading for p in parts}
    for line in (line for p in parts for line in p.lines):
        assert line.text in texts
        assert all(aside.text in texts for aside in line.asides)


def test_the_block_comes_first_on_the_page() -> None:
    documents, record = story()
    page = render_report(documents, [record])
    assert 0 < page.index('id="brief"') < page.index('id="dispute"')
