"""The layout of an article: what its text is made of."""

from itertools import groupby

from onrecord.clean.blocks.label import label_blocks
from onrecord.clean.blocks.lines import read_lines
from onrecord.clean.blocks.pieces import Piece
from onrecord.clean.credits import find_agencies, find_datelines, find_published
from onrecord.clean.language import find_foreign, find_language, language_note
from onrecord.clean.sentences import split_sentences
from onrecord.model import Article, Block, Layout, Sentence


def lay_out(article: Article) -> Layout:
    """Blocks, sentences, language, credits and day of publication of an article, from the article alone.

    Shape: blocks are in order, without overlap, and cover all but white space; sentences lie in title and body blocks.
    """
    text = article.text
    language = find_language(text, given=article.language)
    lines = read_lines(text)
    if language != "en" and text.strip():
        blocks = tuple(Block(start=line.start, end=line.end, kind="body") for line in lines)
        return Layout(
            blocks=blocks,
            sentences=(),
            language=language,
            readable=False,
            note=language_note(language),
            published=find_published(article, lines),
        )
    foreign = find_foreign([line.text for line in lines])
    pieces = label_blocks(text, lines, title=article.title, hints=article.hints, foreign=foreign)
    datelines = find_datelines(text, pieces)
    behind = {d.start: d.end for d in datelines if d.opens}  # a dateline is no part of what is said behind it
    sentences = tuple(
        Sentence(start=behind.get(a, a), end=b, paragraph=piece.paragraph, kind=piece.kind)
        for piece in pieces
        if piece.kind in ("title", "body")
        for a, b in ([(piece.start, piece.end)] if piece.kind == "body" else split_sentences(text, piece.start, piece.end))
    )
    return Layout(
        blocks=_join(pieces),
        sentences=sentences,
        language=language,
        readable=bool(sentences),
        note="" if sentences else "no sentence of an article was found in the text",
        agency=find_agencies(article, pieces),
        dateline=datelines[0].place if datelines else None,
        published=find_published(article, lines, start=next((p.start for p in pieces if p.kind in ("title", "body")), 0)),
    )


def _join(pieces: list[Piece]) -> tuple[Block, ...]:
    """Blocks from pieces: neighbours of one kind in one paragraph are one block."""
    runs = [list(run) for _, run in groupby(pieces, key=lambda p: (p.paragraph, p.kind))]
    return tuple([Block(start=run[0].start, end=run[-1].end, kind=run[0].kind) for run in runs])
