"""What rests on one origin only, as far as it matters: accusations, figures, unnamed sources, chains that look like many."""

import re
from collections import defaultdict
from dataclasses import dataclass

from onrecord.model import Claim
from onrecord.tell.report.disputes import Disputes
from onrecord.tell.report.entries import Entry, Piece
from onrecord.tell.report.records import Prepared, by_time
from onrecord.tell.report.safe import make_anchor
from onrecord.tell.report.wording import capitalise, count, spell

MAX_SHOWN = 6
MAX_LISTED = 200

# Words of accusation and threat in any story: acts that are crimes or harm when somebody is said to have done them.
_ACCUSES = re.compile(
    r"\b(?:accus\w*|alleg\w*|blam\w*|threat\w*|massacr\w*|murder\w*|execut(?:ed|ions?)|tortur\w*|atrocit\w*|genocid\w*"
    r"|rap(?:ed?|ing|es)|war crimes?|crimes?|criminal\w*|terroris\w*|brib\w*|corrupt\w*|fraud\w*|stole|stolen|steal\w*"
    r"|loot\w*|poison\w*|sabotag\w*|assassin\w*|kidnap\w*|abduct\w*|hostages?|negligen\w*|cover(?:ed)?[- ]up|conceal\w*"
    r"|lied|lying|liars?|falsif\w*|violat\w*|reckless\w*|illegal\w*|unlawful\w*|guilty|indiscriminate\w*|slaughter\w*"
    r"|shell(?:ed|ing)|bomb(?:ed|ing))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Single:
    """Something that one origin alone gives: the clearest entry, its way here, what it goes back to."""

    entry: Entry
    way: tuple[str, ...]
    origin: str
    note: str
    others: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """The singles of one kind; those past the limit in short."""

    title: str
    shown: tuple[Single, ...]
    more: tuple[Single, ...]
    unlisted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A claim that several entries make; `counted` says what a claim of figures counts."""

    anchor: str
    counted: str
    text: tuple[Piece, ...]
    verbatim_of: Entry
    entries: tuple[Entry, ...]
    total: int
    origins: int
    status: str
    dispute: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alone:
    """The singles by kind, how many claims have one origin, and what several origins say alike."""

    kinds: tuple[Kind, ...] = ()
    single: int = 0
    claims: int = 0

    @property
    def total(self) -> int:
        """How many singles are listed."""
        return sum(len(k.shown) + len(k.more) + k.unlisted for k in self.kinds)


def find_alone(story: Prepared) -> Alone:
    """What rests on one origin only, by kind; entries without a claim are claims of their own."""
    groups: list[tuple[Claim | None, tuple[str, ...]]] = [(c, story.members(c.id)) for c in story.record.claims]
    groups += [(None, (e.id,)) for e in story.entries.values() if e.id not in story.claim_of]
    with_figure: set[str | None] = {f.quotation for f in story.figures.values() if f.quotation}
    kinds: dict[str, list[Single]] = defaultdict(list)
    single = 0
    for claim, members in groups:
        # A figure inside a statement is part of it and not listed again.
        inside = all(m in story.figures and story.figures[m].quotation in story.entries for m in members)
        if inside or (claim and claim.status != "single-origin"):
            continue
        single += 1
        entries = sorted((story.entries[m] for m in members), key=by_time)
        title = _kind_of(entries, with_figure)
        if title:
            kinds[title].append(_make_single(story, entries))
    made = []
    for title in ("Accusations and threats", "Looks like many, is one", "Figures", "Unnamed sources"):
        singles = sorted(kinds[title], key=lambda s: (-len(s.way) - len(s.others), s.entry.headline, by_time(s.entry)))
        if singles:
            made.append(
                Kind(
                    title=title,
                    shown=tuple(singles[:MAX_SHOWN]),
                    more=tuple(singles[MAX_SHOWN : MAX_SHOWN + MAX_LISTED]),
                    unlisted=max(len(singles) - MAX_SHOWN - MAX_LISTED, 0),
                )
            )
    return Alone(kinds=tuple(made), single=single, claims=len(groups))


def find_shared(story: Prepared, disputes: Disputes) -> tuple[Shared, ...]:
    """The claims that several entries make, those with most origins first."""
    dispute_of = {c: d.anchor for d in (*disputes.shown, *disputes.more) for c in d.claims}
    made = []
    for claim in story.record.claims:
        members = story.members(claim.id)
        if len(claim.members) < 2 or not members:
            continue
        made.append(show_claim(story, claim, dispute=dispute_of.get(claim.id)))
    return tuple(sorted(made, key=lambda s: (-s.origins, -len(s.entries), s.anchor)))


def show_claim(story: Prepared, claim: Claim, *, dispute: str | None = None) -> Shared:
    """A claim with those of its entries that are at hand, of which there must be one, in order of time."""
    entries = sorted((story.entries[m] for m in story.members(claim.id)), key=by_time)
    clearest = next((e for e in entries if claim.text and claim.text in _words(e)), entries[0])
    return Shared(
        anchor=make_anchor("c", claim.id),
        counted=capitalise(clearest.amount.indicator) if clearest.amount else "",
        text=(Piece(text=claim.text, style="u"),) if claim.text else clearest.content,
        verbatim_of=clearest,
        entries=tuple(entries),
        total=len(claim.members),
        origins=claim.origins,
        status=claim.status,
        dispute=dispute,
    )


def _words(entry: Entry) -> str:
    return "".join(p.text for p in entry.content)


def _kind_of(entries: list[Entry], with_figure: set[str | None]) -> str:
    first = entries[0]
    if len(first.chain) > 1 or len({e.article.number for e in entries}) > 1:
        return "Looks like many, is one"
    if _ACCUSES.search(first.cue) or any(_ACCUSES.search(_words(e)) for e in entries):
        return "Accusations and threats"
    if any(e.amount or e.id in with_figure for e in entries):
        return "Figures"
    if any(e.giver.unnamed for e in entries):
        return "Unnamed sources"
    return ""


def _make_single(story: Prepared, entries: list[Entry]) -> Single:
    entry = max(entries, key=lambda e: (len(e.chain), not e.headline, -e.position))
    origins = story.origins([e.id for e in entries])
    articles = len({e.article.number for e in entries})
    notes = []
    if articles > 1:
        notes.append(f"In {count(articles, 'article')}, one origin.")
    if len(entry.chain) > 1:
        notes.append(f"{spell(len(entry.chain) + 1).capitalize()} names in a row, one statement.")
    if entry.giver.unnamed:
        notes.append("The source is not named.")
    return Single(
        entry=entry,
        way=(entry.giver.name, *entry.chain),
        origin=origins[0][0] if origins else "",
        note=" ".join(notes),
        others=tuple(e for e in entries if e is not entry),
    )
