"""What the ids that people copy lead to in a ledger: statements, figures, claims, entities, articles, stories."""

import json
import sqlite3
from collections.abc import Sequence
from typing import Any, get_args

from onrecord.codec import decode
from onrecord.errors import ConfigError
from onrecord.judge.targets import entry_target
from onrecord.model import Claim, Entity, Figure, Quotation, RelationKind, Target
from onrecord.store import articles as rows
from onrecord.store import slices
from onrecord.store import stories as derived

RELATIONS: tuple[str, ...] = get_args(RelationKind)


def find_pair(
    connection: sqlite3.Connection, ids: Sequence[str], *, relation: str | None, stated: bool
) -> tuple[list[Target], str]:
    """Two statements, figures or claims, and which relation between them is meant.

    `stated` allows a relation that the tool has not found.
    Raises: ConfigError.
    """
    if relation and relation not in RELATIONS:
        raise ConfigError(f"{relation[:40]!r}: no such relation. There are: {', '.join(RELATIONS)}.")
    if len(ids) != 2:
        raise ConfigError("A relation is between two ids: of statements, figures or claims.")
    targets = [_find_entry(connection, i) for i in ids]
    claims = [_find_claim(connection, i) for i in ids]
    story = slices.find_story(connection, targets[0].id)
    if story is None or story != slices.find_story(connection, targets[1].id):
        raise ConfigError(f"{ids[0]} and {ids[1]} are not of one story: relations are within a story.")
    if claims[0].id == claims[1].id:
        raise ConfigError(f"{ids[0]} and {ids[1]} make one claim: split it first.")
    members = [m for c in claims for m in c.members]
    found = slices.get_holding(connection, story, "relations", members)
    side = {m: n for n, c in enumerate(claims) for m in c.members}
    between = [r for r in found if r.left in side and r.right in side and side[r.left] != side[r.right]]
    kinds = list(dict.fromkeys(r.relation for r in between))
    if relation in kinds or (relation and stated) or (stated and not kinds):
        return targets, relation or "contradicts"
    if relation or not kinds:
        told = f"it is {', '.join(kinds)}" if kinds else "there is none"
        raise ConfigError(f"{ids[0]} and {ids[1]}: no relation {relation or ''} between them; {told}.".replace("  ", " "))
    if len(kinds) > 1:
        raise ConfigError(f"{ids[0]} and {ids[1]}: several relations ({', '.join(kinds)}). Say which with --relation.")
    return targets, kinds[0]


def find_claims(connection: sqlite3.Connection, ids: Sequence[str]) -> list[Target]:
    """An entry of each of several claims of one story.

    Raises: ConfigError.
    """
    claims = [_find_claim(connection, i) for i in ids]
    if len({c.id for c in claims}) < 2:
        raise ConfigError("Two claims or more are put together; these ids are of one.")
    targets = [_find_entry(connection, c.members[0] if i.startswith("c-") else i) for i, c in zip(ids, claims, strict=True)]
    if len({slices.find_story(connection, t.id) for t in targets}) > 1:
        raise ConfigError("These claims are not of one story: put the stories together first.")
    return targets


def part_claim(connection: sqlite3.Connection, ids: Sequence[str]) -> tuple[list[Target], list[Target]]:
    """The entries taken out of a claim, and those that stay.

    Raises: ConfigError.
    """
    if len(ids) < 2:
        raise ConfigError("Name the claim, then the statements or figures that are taken out of it.")
    claim, out = _find_claim(connection, ids[0]), list(ids[1:])
    strangers = [i for i in out if i not in claim.members]
    if strangers:
        raise ConfigError(f"{', '.join(strangers)[:80]}: not in that claim. It holds: {', '.join(claim.members)[:600]}")
    rest = [m for m in claim.members if m not in out]
    if not rest:
        raise ConfigError("That is the whole claim: nothing would be left to take it out of.")
    return [_find_entry(connection, i) for i in out], [_find_entry(connection, i) for i in rest]


def find_entities(connection: sqlite3.Connection, ids: Sequence[str]) -> list[Target]:
    """Several entities of one story.

    Raises: ConfigError.
    """
    found = [_find_entity(connection, i) for i in ids]
    stories = set.intersection(*({s for s, _ in rows_} for rows_ in found))
    if not stories:
        raise ConfigError("These are not of one story: entities are within a story.")
    story = min(stories)
    entities = list(dict.fromkeys(e for rows_ in found for s, e in rows_ if s == story))
    if len(entities) < 2:
        raise ConfigError("Two entities or more are put together; these ids are of one.")
    return [_entity_target(connection, story, e) for e in entities]


def part_entity(connection: sqlite3.Connection, ids: Sequence[str], *, name: str) -> tuple[list[Target], list[Target]]:
    """The statements that an entity is not the source of, and the entity.

    Raises: ConfigError.
    """
    if not name:
        raise ConfigError("Say with a name who it is that the entity is not.")
    found = _find_entity(connection, ids[0])
    out = list(ids[1:])
    story, entity = next(((s, e) for s, e in found if not out or set(out) <= set(e.sources)), found[0])
    strangers = [i for i in out if i not in entity.sources]
    if strangers:
        raise ConfigError(f"{', '.join(strangers)[:80]}: not said by {entity.name}.")
    if not out and name not in entity.aliases:
        told = f" ({', '.join(entity.aliases)[:200]})" if entity.aliases else ""
        raise ConfigError(f"Name statements that are not {entity.name}'s, or one of its other names{told}.")
    return [_find_entry(connection, i) for i in out], [_entity_target(connection, story, entity)]


def find_stories(connection: sqlite3.Connection, ids: Sequence[str]) -> list[Target]:
    """The first article of each of several stories.

    Raises: ConfigError.
    """
    stories = list(dict.fromkeys(_find_story(connection, i) for i in ids))
    if len(stories) < 2:
        raise ConfigError("Two stories or more are put together; these ids are of one.")
    return [_article_target(connection, derived.articles_of(connection, s)[0]) for s in stories]


def part_story(connection: sqlite3.Connection, ids: Sequence[str]) -> tuple[list[Target], list[Target]]:
    """The articles taken out of a story, and those that stay.

    Raises: ConfigError.
    """
    if len(ids) < 2:
        raise ConfigError("Name the story, then the articles that are taken out of it.")
    articles, out = derived.articles_of(connection, _find_story(connection, ids[0])), list(ids[1:])
    strangers = [i for i in out if i not in articles]
    if strangers:
        raise ConfigError(f"{', '.join(strangers)[:80]}: not an article of that story.")
    rest = [a for a in articles if a not in out]
    if not rest:
        raise ConfigError("That is the whole story: nothing would be left to take it out of.")
    return [_article_target(connection, a) for a in out], [_article_target(connection, a) for a in rest]


def find_one(connection: sqlite3.Connection, ids: Sequence[str], *, entity: bool = False) -> Target:
    """The one statement, figure, claim, article, story or (where `entity`) entity that is meant.

    Raises: ConfigError.
    """
    if len(ids) != 1:
        raise ConfigError("Name one id.")
    id_ = ids[0]
    if id_.startswith("n-"):
        if not entity:
            raise ConfigError(f"{id_[:60]}: an entity. Name a statement, a figure or an article.")
        story, found = _find_entity(connection, id_)[0]
        return _entity_target(connection, story, found)
    if id_.startswith("s-"):
        return _article_target(connection, derived.articles_of(connection, _find_story(connection, id_))[0])
    if rows.keep_known(connection, [id_]):
        return _article_target(connection, id_)
    return _find_entry(connection, id_)


def find_bounds(connection: sqlite3.Connection, id_: str) -> dict[str, str | None]:
    """What a figure says at least and at most, as a judgement would set it."""
    figure = slices.get_entries(connection, [id_])[1][0]
    return {field: None if n is None else repr(n) for field, n in (("low", figure.low), ("high", figure.high))}


def find_source(connection: sqlite3.Connection, ids: Sequence[str]) -> Target:
    """The source that is meant: an entity, or the one of a statement, which stands for itself where its source is no entity.

    Raises: ConfigError.
    """
    target = find_one(connection, ids, entity=True)
    story = slices.find_story(connection, target.id) if target.kind == "quotation" else None
    givers = slices.get_givers(connection, story, [target.id]) if story else []
    if story and givers:
        return _entity_target(connection, story, givers[0])
    if target.kind not in ("quotation", "entity"):
        raise ConfigError(f"{ids[0][:60]}: no source. Name an entity, or a statement whose source is meant.")
    return target


def _missing(id_: str, wanted: str) -> ConfigError:
    return ConfigError(f"{id_[:60]!r}: no {wanted} of this ledger goes by that id.")


def _find_entry(connection: sqlite3.Connection, id_: str) -> Target:
    quotations, figures = slices.get_entries(connection, [id_])
    entries: list[Quotation | Figure] = [*quotations, *figures]
    for entry in entries:
        article = rows.get_article(connection, entry.article)
        return entry_target(entry, article.text if article else "")
    if id_.startswith("c-"):
        return _find_entry(connection, _find_claim(connection, id_).members[0])
    raise _missing(id_, "statement, figure or claim")


def _find_claim(connection: sqlite3.Connection, id_: str) -> Claim:
    """A claim by its id, or that of an entry that makes it."""
    if id_.startswith("c-"):
        found: list[Any] = [claim for _, claim in _find_derived(connection, "claims", id_)]
    else:
        story = slices.find_story(connection, id_)
        found = slices.get_holding(connection, story, "claims", [id_]) if story else []
    if not found:
        raise _missing(id_, "claim")
    claim: Claim = found[0]
    return claim


def _find_entity(connection: sqlite3.Connection, id_: str) -> list[tuple[str, Entity]]:
    """The entity by its id, or that of a statement that it is the source of, in each story that has it."""
    if id_.startswith("n-"):
        found: list[tuple[str, Entity]] = _find_derived(connection, "entities", id_)
    else:
        story = slices.find_story(connection, id_)
        found = [(story, e) for e in slices.get_givers(connection, story, [id_])] if story else []
    if not found:
        raise _missing(id_, "entity")
    return found


def _find_story(connection: sqlite3.Connection, id_: str) -> str:
    story = slices.find_story(connection, id_)
    if not story:
        raise _missing(id_, "story or article")
    return story


def _find_derived(connection: sqlite3.Connection, kind: str, id_: str) -> list[tuple[str, Any]]:
    found = connection.execute(
        "SELECT d.story, d.value FROM stories s CROSS JOIN derived d ON d.story = s.story AND d.kind = ? "
        "WHERE json_extract(d.value, '$.id') = ? ORDER BY s.story",
        (kind, id_),
    )
    return [(story, decode(derived.DERIVED[kind], json.loads(value))) for story, value in found]


def _article_target(connection: sqlite3.Connection, id_: str) -> Target:
    article = rows.get_article(connection, id_)
    return Target(kind="article", id=id_, article=id_, name=(article.title or article.path or "") if article else "")


def _entity_target(connection: sqlite3.Connection, story: str, entity: Entity) -> Target:
    """An entity, in the story that holds an article which it speaks in, else its first article."""
    spoken = slices.article_of(connection, entity.sources[0]) if entity.sources else None
    article = spoken or derived.articles_of(connection, story)[0]
    return Target(kind="entity", id=entity.id, article=article, name=entity.name)
