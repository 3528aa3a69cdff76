"""The layout of an article: what its text is made of."""

import re

from onrecord.clean.sentences import split_sentences
from onrecord.model import Article, Block, Layout, Sentence
from onrecord.text import trim


def lay_out(article: Article) -> Layout:
    """Blocks, sentences, language, credits and day of publication of an article, from the article alone."""
    text = article.text
    blocks, sentences = [], []
    for number, m in enumerate(re.finditer(r"[^\n]+", text)):
        start, end = trim(text, m.start(), m.end())
        if start == end:
            continue
        blocks.append(Block(start=start, end=end, kind="body"))
        for a, b in split_sentences(text, start, end):
            sentences.append(Sentence(start=a, end=b, paragraph=number))
    return Layout(blocks=tuple(blocks), sentences=tuple(sentences), language="en", published=article.published)
