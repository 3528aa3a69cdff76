"""A dossier to send to somebody, of a story or of one dispute: a file in which the receiver checks every passage again."""

import re

from onrecord.errors import LimitError
from onrecord.formats.dossier import Dossier, make_dossier
from onrecord.ledger import Ledger
from onrecord.paging.arranging import get_relations
from onrecord.review.judging import look_up_states
from onrecord.store import slices
from onrecord.store.articles import get_documents
from onrecord.store.judgements import judgements_on
from onrecord.tell.tables import gather
from onrecord.web.guard import MAX_ANSWER
from onrecord.web.parts import find_dispute
from onrecord.web.shown import MissingError, find_head


def write_story_dossier(ledger: Ledger, key: str) -> Dossier:
    """The dossier of a story.

    Raises: MissingError, LimitError where it is larger than a server sends.
    """
    head = find_head(ledger.connection, key)
    return _bounded(ledger.dossier(story=head.first), f"onrecord dossier {ledger.path.name} {head.first} -o dossier.html")


def write_dispute_dossier(ledger: Ledger, entry: str) -> Dossier:
    """The dossier of the articles that stand on either side of the dispute that a statement or figure is in.

    Raises: MissingError where it is in none, LimitError where it is larger than a server sends.
    """
    connection = ledger.connection
    head = find_head(connection, entry)
    found = find_dispute(ledger, head, entry)
    if found is None:
        raise MissingError("This entry is in no dispute.")
    (group,) = get_relations(connection, head.first, found.shown)
    articles = slices.articles_of_entries(connection, found.shown[0].entries)
    states = look_up_states(connection, judgements_on(connection, articles))
    contents = gather(get_documents(connection, articles), [slices.make_record(head, relations=group)], states)
    return _bounded(make_dossier([contents]), f"onrecord dossier {ledger.path.name} {head.first} -o dossier.html")


def _bounded(dossier: Dossier, instead: str) -> Dossier:
    if len(dossier.html.encode("utf-8", "replace")) > MAX_ANSWER:
        raise LimitError(f"The dossier is larger than this server sends. In the terminal it can be written: {instead}")
    return dossier


def name_file(key: str) -> str:
    """The name of the file in which a dossier is saved."""
    return f"dossier-{re.sub('[^0-9A-Za-z-]', '', key)[:40]}.html"
