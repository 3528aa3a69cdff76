"""Links found among those that are there."""

from training.reader.lea import group, weigh

A, B, C, D = (0, 3), (5, 8), (10, 12), (20, 24)


def test_entities_of_one_mention_do_not_count() -> None:
    assert group([(*A, "x"), (*B, "y"), (*C, "x")]) == [frozenset({A, C})]


def test_the_same_entities_have_all_links() -> None:
    entities = [frozenset({A, B, C}), frozenset({D, (30, 31)})]
    assert weigh(entities, entities) == (5, 5)


def test_a_torn_entity_keeps_the_links_of_its_parts() -> None:
    whole, parts = [frozenset({A, B, C, D})], [frozenset({A, B}), frozenset({C, D})]
    # two of six links, of four mentions
    assert weigh(whole, parts) == (4 * 2 / 6, 4)
    assert weigh(parts, whole) == (4, 4)


def test_what_is_no_mention_has_no_links() -> None:
    assert weigh([frozenset({A, B})], [frozenset({C, D})]) == (0, 2)
