"""Who passes on another's words, in invented sentences."""

import pytest

from tests.understand.quotations.test_find_quotations import read


@pytest.mark.parametrize(
    ("line", "source", "relays"),
    [
        ("The Interfax news agency quoted Ivo Pell as saying that the pumps would stop.", "Ivo Pell", ["Interfax news agency"]),
        ("Ivo Pell was quoted as saying by the TASS news agency that the pumps would stop.", "Ivo Pell", ["TASS"]),
        ("“We will not leave,” Ivo Pell was quoted as saying by Interfax.", "Ivo Pell", ["Interfax"]),
        ("“We will not leave,” Ivo Pell was quoted as saying by lawyer Ada Berg, who met him.", "Ivo Pell", ["Ada Berg"]),
        ("“We will not leave,” Ivo Pell was quoted as saying by his brother.", "Ivo Pell", []),
        ("Citing a police source, the Tarn Herald reported that two men were held.", "police source", ["Tarn Herald"]),
        ("The Tarn Herald, citing officials, said two men were held.", "officials", ["Tarn Herald"]),
        ("The Tarn Herald reported, citing an unnamed official, that the wall held.", "unnamed official", ["Tarn Herald"]),
        ("A militia leader told Peruvian TV that two men were held.", "militia leader", ["Peruvian TV"]),
        ("State television said the ministry said five men had died.", "ministry", ["State television"]),
        ("An unnamed official quoted by the Tarn Herald said the wall held.", "unnamed official", ["Tarn Herald"]),
        ("A police spokesman, speaking to Tarn TV, said two men were held.", "police spokesman", ["Tarn TV"]),
        ("An unnamed minister told the Sunday Herald that Ada Berg should go.", "unnamed minister", ["Sunday Herald"]),
    ],
)
def test_who_is_quoted_and_through_whom(line: str, source: str, relays: list[str]) -> None:
    (found,) = read(line)
    assert found.source
    assert found.source.name == source
    assert [r.name for r in found.chain] == relays


def test_who_quotes_and_is_no_outlet_relays_too() -> None:
    (found,) = read("The union's lawyer quoted Tom Holm as saying that the mill was safe.")
    assert found.source
    assert found.source.name == "Tom Holm"
    assert [r.name for r in found.chain] == ["union's lawyer"]


def test_who_denies_a_claim_relays_nobody() -> None:
    found = read("Moscow has denied Western accusations that it was behind the strike.")
    assert [(q.stance, [r.name for r in q.chain]) for q in found] == [("denies", []), ("asserts", [])]


def test_a_station_of_the_publishers_house_is_no_relay() -> None:
    (found,) = read("Ada Berg told BBC Two that the wall was safe.", publisher="BBC News")
    assert found.chain == ()
