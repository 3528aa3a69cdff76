"""What an editor is given to choose from: the statements of a source, and who is the same."""

import re
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the extra [web] is not installed")

import onrecord
from onrecord.ledger import Ledger
from onrecord.web.app import make_app
from tests.conftest import make_article
from tests.web.asking import ask

NED = "N. Orr"


def test_what_is_set_apart_is_chosen_from_the_page_that_shows_it(tmp_path: Path) -> None:
    days = [f"2031-05-{n:02}" for n in range(1, 29)]
    told = "Captain Ivo Brandt said the hull of the Alder was sound on voyage {n}. Brandt said the crew of voyage {n} was well."
    with onrecord.open(tmp_path / "x.onrecord") as ledger:
        ledger.add(
            make_article(f"Ferry sinks off Merrow\n{told.format(n=n)}", publisher="Orsk Bay Radio", day=day, name=f"{n}.txt")
            for n, day in enumerate(days, 1)
        )
        (brandt,) = [e for e in ledger.entities() if "Brandt" in e.name and len(e.sources) > 40]
    app = make_app(tmp_path / "x.onrecord", editor=NED)
    for page in (1, 2):
        text = ask(app, f"/sources/{brandt.sources[0]}?page={page}").text
        shown, _, decided = text.partition('id="judgements"')
        ids = re.findall(r'type="checkbox" name="ids" value="(q-[0-9a-f]+)"', decided)
        assert ids
        assert all(q in shown for q in ids)


def test_names_alike_stand_first_among_those_to_choose(tmp_path: Path) -> None:
    told = "{name} said the hull of the Alder was sound, and that the crew was well."
    names = ("Adam Vell", "Norran Ferries", "Norran Ferries Ltd", "Zeno Norran")
    with onrecord.open(tmp_path / "x.onrecord") as ledger:
        text = "Ferry sinks off Merrow\n" + "\n".join(told.format(name=name) for name in names)
        ledger.add([make_article(text, publisher="Orsk Bay Radio", day="2031-05-14", name="1.txt")])
        said = next(q.id for q in ledger.quotations() if q.source and q.source.name == "Zeno Norran")
    page = ask(make_app(tmp_path / "x.onrecord", editor=NED), f"/sources/{said}").text
    options = re.search(r"The other<select name=\"ids\">(.*?)</select>", page, re.DOTALL)
    assert options
    shown = re.findall(r">([^<]+) \(\d+\)</option>", options[1])
    assert shown.index("Adam Vell") == len(shown) - 1


def test_who_is_the_same_is_chosen_from_a_list(path: Path, ledger: Ledger) -> None:
    said = next(e.sources[0] for e in ledger.entities() if e.sources)
    page = ask(make_app(path, editor=NED), f"/sources/{said}").text
    options = re.search(r"The other<select name=\"ids\">(.*?)</select>", page, re.DOTALL)
    assert options
    chosen = re.findall(r'value="(q-[0-9a-f]+)"', options[1])
    assert chosen
    assert {ask(make_app(path), f"/sources/{q}").status for q in chosen} == {200}
