"""The scorer of annotated stories: perfect and wrong ledgers, parity with the reference, the command line."""

import copy
import importlib.util
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from gold_ledgers import make_perfect, perturb

from onrecord.errors import OnrecordError
from onrecord.evaluate import accounts
from onrecord.evaluate.accounts import METRICS, build_ledger, format_table, main, mean_scores, score_story
from onrecord.evaluate.floors import hash_gold

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "harrow" / "gold"
REFERENCE = ROOT.parent / "shared" / "accounts" / "score.py"
Json = dict[str, Any]


@pytest.fixture(scope="module")
def perfect() -> Json:
    return make_perfect(EXAMPLE)


@pytest.fixture
def ledger(perfect: Json) -> Json:
    return copy.deepcopy(perfect)


def test_a_perfect_ledger_scores_one_everywhere(perfect: Json) -> None:
    scores = score_story(EXAMPLE, perfect)
    for metric in METRICS:
        if metric != "reuse":
            score = getattr(scores, metric)
            assert (score.r, score.p or 1.0, score.f or 1.0) == (1.0, 1.0, 1.0), metric
    assert set(scores.statements.parts.values()) == {1.0}
    # a repeat within one file counts by its first place on both sides, so its true second place is not met
    reuse = json.loads((EXAMPLE / "gold.json").read_text(encoding="utf-8"))["reuse"]
    assert scores.reuse.r == sum("nth" not in r["right"] for r in reuse) / len(reuse)


def test_a_ledger_without_findings_scores_nothing_but_its_articles(ledger: Json) -> None:
    empty = {"articles": [{**a, "dates": [], "blocks": []} for a in ledger["articles"]]}
    scores = score_story(EXAMPLE, empty)
    assert scores.articles.f == 1.0
    for metric in ("statements", "attributed", "figures", "valued", "reuse", "events"):
        assert getattr(scores, metric).f == 0.0
    assert scores.dates.r == scores.grounding.r == scores.chains.r == 0.0
    assert scores.not_body.r == 1.0  # all was dropped
    assert (scores.not_body.p or 0) < 0.5


def test_no_article_in_common_scores_zero() -> None:
    scores = score_story(EXAMPLE, {"articles": [{"id": "x", "path": "elsewhere.txt", "text": "nothing"}]})
    assert scores.articles.f == 0.0
    assert scores.statements.found == 0


def test_wrong_sources_cost_attribution_alone(ledger: Json) -> None:
    for quotation in ledger["quotations"]:
        quotation["source"] = {"name": "Somebody Else", "mention": None}
    scores = score_story(EXAMPLE, ledger)
    assert scores.statements.f == 1.0
    assert scores.attributed.f == 0.0


def test_a_surname_names_its_source(ledger: Json) -> None:
    for quotation in ledger["quotations"]:
        if quotation["source"] and quotation["source"]["name"] == "Mara Teskin":
            quotation["source"]["name"] = "Ms Teskin"
    assert score_story(EXAMPLE, ledger).attributed.f == 1.0


def test_a_bound_is_part_of_the_value(ledger: Json) -> None:
    for figure in ledger["figures"]:
        figure["low"], figure["high"] = figure["low"] or 0, figure["high"] or 10**10
    scores = score_story(EXAMPLE, ledger)
    closed = [f for f in ledger["figures"] if f["high"] != 10**10 and f["low"] != 0]
    assert scores.figures.f == 1.0
    assert 0.5 < (scores.valued.r or 0) < 1.0
    assert len(closed) < len(ledger["figures"])


def test_a_value_within_one_per_cent_is_the_same(ledger: Json) -> None:
    for figure in ledger["figures"]:
        figure["low"] = figure["low"] and figure["low"] * 1.009
    assert score_story(EXAMPLE, ledger).valued.f == 1.0


def test_extra_quotations_cost_precision(ledger: Json) -> None:
    extra = [{**q, "id": f"x{q['id']}"} for q in ledger["quotations"]]
    ledger["quotations"] += extra
    scores = score_story(EXAMPLE, ledger)
    assert scores.statements.r == 1.0
    assert (scores.statements.p or 0) < 0.6


def test_borderline_rows_count_neither_way(ledger: Json) -> None:
    gold = json.loads((EXAMPLE / "gold.json").read_text(encoding="utf-8"))
    optional = {row["id"] for row in gold["statements"] if row.get("borderline")}
    assert optional
    ledger["quotations"] = [q for q in ledger["quotations"] if q["id"] not in optional]
    assert score_story(EXAMPLE, ledger).statements.f == 1.0


def test_denials_and_chains_are_told_from_assertions(ledger: Json) -> None:
    for quotation in ledger["quotations"]:
        quotation["stance"], quotation["chain"] = "asserts", []
    scores = score_story(EXAMPLE, ledger)
    assert scores.denials.r == scores.chains.r == 0.0
    assert scores.statements.f == 1.0


def test_all_as_body_finds_no_furniture(ledger: Json) -> None:
    for article in ledger["articles"]:
        article["blocks"] = [{"start": 0, "end": len(article["text"]), "kind": "body"}]
    assert score_story(EXAMPLE, ledger).not_body.r == 0.0


def test_invented_contradictions_cost_precision(ledger: Json) -> None:
    by_article: dict[str, list[str]] = {}
    for quotation in ledger["quotations"]:
        by_article.setdefault(quotation["article"], []).append(quotation["id"])
    ledger["relations"] += [
        {"left": left, "right": right, "relation": "contradicts"}
        for ids in by_article.values()
        for left, right in pairwise(ids)
    ]
    scores = score_story(EXAMPLE, ledger)
    assert scores.contradicts.r == 1.0
    assert (scores.contradicts.p or 0) < 0.5


def test_claims_say_same_too(ledger: Json) -> None:
    same = [row for row in ledger["relations"] if row["relation"] == "same"]
    ledger["relations"] = [row for row in ledger["relations"] if row["relation"] != "same"]
    assert score_story(EXAMPLE, ledger).same.r == 0.0
    ledger["claims"] = [{"members": [row["left"], row["right"]]} for row in same]
    assert score_story(EXAMPLE, ledger).same.f == 1.0


def test_other_days_are_other_events(ledger: Json) -> None:
    for event in ledger["events"]:
        event["date"] = "1999-01-01"
    assert score_story(EXAMPLE, ledger).events.f == 0.0


def test_reuse_counts_either_way_round(ledger: Json, perfect: Json) -> None:
    ledger["reuse"] = [{"left": row["right"], "right": row["left"]} for row in ledger["reuse"]]
    assert score_story(EXAMPLE, ledger).reuse == score_story(EXAMPLE, perfect).reuse


def test_a_passage_that_does_not_stand_there_is_not_grounded(ledger: Json) -> None:
    ledger["figures"][0]["passage"]["exact"] += "!"
    grounding = score_story(EXAMPLE, ledger).grounding
    assert grounding.r == 1 - 1 / grounding.gold


def test_articles_are_found_by_the_name_of_their_input_or_by_address(ledger: Json, perfect: Json) -> None:
    gold = json.loads((EXAMPLE / "gold.json").read_text(encoding="utf-8"))
    input_of = {row["file"]: row["input"] for row in gold["articles"]}
    for article in ledger["articles"]:
        given = input_of[article["id"]]
        article["path"] = "in/09-newsloom.xml" if "://" in given else f"in/{given}"
        article["url"] = given if "://" in given else "https://elsewhere.example/page"
    assert score_story(EXAMPLE, ledger) == score_story(EXAMPLE, perfect)


def test_every_input_of_the_example_is_there() -> None:
    gold = json.loads((EXAMPLE / "gold.json").read_text(encoding="utf-8"))
    folder = EXAMPLE.parent / "articles"
    feed = (folder / "09-newsloom.xml").read_text(encoding="utf-8")
    for row in gold["articles"]:
        assert (folder / row["input"]).is_file() or f"<link>{row['input']}</link>" in feed
        if row["input"].endswith(".txt"):
            assert (folder / row["input"]).read_bytes() == (EXAMPLE / "articles" / row["file"]).read_bytes()


def _reference_stories() -> list[Path]:
    return [EXAMPLE, *sorted(p.parent for p in REFERENCE.parent.glob("stories/*/gold.json"))]


@pytest.mark.skipif(not REFERENCE.is_file(), reason=f"the reference scorer is not at {REFERENCE}")
@pytest.mark.parametrize("folder", _reference_stories(), ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def test_parity_with_the_reference_scorer(folder: Path) -> None:
    spec = importlib.util.spec_from_file_location("reference_score", REFERENCE)
    assert spec
    assert spec.loader
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    whole = make_perfect(folder)
    for ledger in (whole, *(perturb(whole, seed) for seed in range(2))):
        report, _ = reference.score(folder, ledger)
        scores = score_story(folder, ledger)
        assert set(report) == set(METRICS)
        for metric, row in report.items():
            score = getattr(scores, metric)
            for part, value in row.items():
                ours = getattr(score, part) if part in ("found", "gold") else score.get(part)
                assert ours == pytest.approx(value, abs=1e-12), (metric, part)


def test_the_mean_is_of_the_figures(perfect: Json) -> None:
    one = score_story(EXAMPLE, perfect)
    none = score_story(EXAMPLE, {"articles": []})
    mean = mean_scores([one, none])
    assert mean.statements.f == 0.5
    assert mean.statements.gold == 2 * one.statements.gold
    with pytest.raises(OnrecordError, match="no stories"):
        mean_scores([])


def test_the_table_has_a_row_a_metric_and_the_mean(perfect: Json) -> None:
    scores = score_story(EXAMPLE, perfect)
    lines = format_table({"one": scores, "two": scores}).splitlines()
    assert lines[0].split() == ["one", "two", "mean"]
    assert [line.split()[0] for line in lines[2:]] == list(METRICS)


def test_a_folder_without_annotation_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OnrecordError, match=r"gold\.json and articles/"):
        score_story(tmp_path, {"articles": []})


def test_the_bundled_example_is_read_and_scored_from_the_forms_that_people_have() -> None:
    ledger = build_ledger(EXAMPLE)
    texts = {Path(a["path"]).name: a["text"] for a in ledger["articles"] if a["path"].endswith(".txt")}
    plain = sorted((EXAMPLE.parent / "articles").glob("*.txt"))
    assert texts == {p.name: p.read_text(encoding="utf-8") for p in plain}
    scores = score_story(EXAMPLE, ledger)
    assert scores.articles.f == 1.0
    assert scores.grounding.r == 1.0


def test_the_command_skips_where_there_are_no_stories(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "absent")]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


@pytest.mark.parametrize(("floor", "code"), [(1.0, 0), (1.01, 1)])
def test_the_command_fails_below_a_floor(
    floor: float, code: int, tmp_path: Path, perfect: Json, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(accounts, "build_ledger", lambda folder: perfect)
    floors = tmp_path / "floors.toml"
    checksum = hash_gold(EXAMPLE)
    floors.write_text(f'[example.sha256]\ngold = "{checksum}"\n[example.mean]\n"statements.F" = {floor}\n', encoding="utf-8")
    assert main([str(EXAMPLE.parent), "--floors", str(floors)]) == code
    assert ("below the floor: mean statements.F" in capsys.readouterr().out) == bool(code)


def test_the_command_measures_stories_without_floors(
    perfect: Json, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(accounts, "build_ledger", lambda folder: perfect)
    assert main([str(EXAMPLE.parent), "--floors", str(ROOT / "benchmarks" / "floors.toml")]) == 0
    assert "no floors for these stories" in capsys.readouterr().out


def test_the_command_refuses_a_changed_annotation(
    tmp_path: Path, perfect: Json, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(accounts, "build_ledger", lambda folder: perfect)
    floors = tmp_path / "floors.toml"
    floors.write_text('[example.sha256]\ngold = "0"\n', encoding="utf-8")
    assert main([str(EXAMPLE.parent), "--floors", str(floors)]) == 2
    assert "measured on 0" in capsys.readouterr().err
