"""Whatever words a sentence is made of, the stages read it: news is quoted, cut off, transcribed and joined by accident."""

import random
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Article
from onrecord.pipeline import DEFAULT, process, read_document
from onrecord.steps import StepFailedWarning, replace_step
from onrecord.text import make_id

WORDS = [
    "\n",
    "\n\n",
    *"""
    a an the one two twenty dozen dozens hundred thousand million half third 0 1 2 3 12 30 31 1,200 19,000 2.5 1/2 50% $3bn £40m
    10-year-old 3-2 0800 2031 1999 per cent percent a.m. p.m. noon midnight Monday Tuesday Feb February March May June September
    last next this previous day days week weeks month year years ago earlier later before after since until by between from to
    in on at of for with about around nearly almost at least most up more than fewer less over under some no not never neither
    nor and or but that which who whose whom he she they it his her their its said says told asked denied denies according
    claimed claims warned accused reported reportedly added saying statement spokesman spokeswoman minister president police
    officials army troops soldiers rebels activists people men women children man person civilians killed wounded dead missing
    arrested died injured fled rose fell cut raised barrels day tonnes km miles mph litres acres Ada Kelmer Mr. Mrs. Dr. U.S.
    Vell Orsk Lines Courier Reuters AP agency newspaper “ ” " ' ’ ‘ - – — … . , ; : ? ! ( ) [ ] / % & # @
    """.split(),
]


def make(words: list[str], *, name: str = "a.txt") -> Article:
    text = " ".join(words)
    return Article(id=make_id("a", name, text), text=text, path=name)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_any_words_are_read(words: list[str]) -> None:
    article = make(words)
    document = read_document(article, steps=replace_step(DEFAULT, "marks", lambda **_: None, version=1))
    for entry in (*document.reading.figures, *document.reading.dates):
        p = entry.passage
        assert article.text[p.start : p.end] == p.exact


@pytest.mark.slow
def test_many_words_are_read_and_compared() -> None:
    chance = random.Random(7)
    steps = replace_step(DEFAULT, "marks", lambda **_: None, version=1)
    with warnings.catch_warnings():
        warnings.simplefilter("error", StepFailedWarning)
        for _ in range(40):
            made = [make(chance.choices(WORDS, k=chance.randrange(1, 400)), name=f"{n}.txt") for n in range(5)]
            documents, _ = process([a for a in made if a.text.strip()], steps=steps)
            assert all(d.article.text[q.cue.start : q.cue.end] for d in documents for q in d.reading.quotations if q.cue)
