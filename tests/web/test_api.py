"""The JSON interface: described, paged, one shape of errors, and robust against what the description allows and forbids."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette", reason="the extra [web] is not installed")

import onrecord
from onrecord.tell.tables import TABLES
from onrecord.web.app import make_app
from tests.web.asking import ask


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory, read_example: Path) -> Path:
    """A ledger of the bundled example."""
    path = tmp_path_factory.mktemp("api") / "x.onrecord"
    shutil.copyfile(read_example, path)
    return path


def get(app: Any, target: str) -> Any:
    """The JSON of an answer that must be there."""
    answer = ask(app, f"/api/v1{target}")
    assert answer.status == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    return json.loads(answer.body)


@pytest.mark.parametrize("name", list(TABLES))
def test_listings_go_on_to_the_end(path: Path, name: str) -> None:
    app = make_app(path)
    with onrecord.open(path, read_only=True) as ledger:
        want = json.loads(json.dumps(ledger.table(name).rows))
        story = next(ledger.stories()).articles[0]
    found: list[Any] = []
    target = f"/{name}?limit=20&story={story}"
    while target:
        page = get(app, target)
        assert page["total"] == len(want)
        assert page["offset"] == len(found)
        found += page["data"]
        target = (page["next"] or "").removeprefix("/api/v1")
    assert found == want


def test_errors_have_one_shape(path: Path) -> None:
    app = make_app(path)
    asked = {
        "/figures?limit=0": 400, "/figures?limit=9999": 400, "/figures?offset=-1": 400, "/figures?offset=x": 400,
        "/figures?story=s-none": 404, "/stories/s-none": 404, "/articles/a-none": 404, "/entries/q-none": 404,
        "/search": 400, "/search?q=tunnel&kind=gossip": 400, "/search?q=tunnel&from=yesterday": 400, "/gossip": 404,
        "/search?q=" + "x" * 301: 400, "/search?q=" + "x" * 5_000: 414,
    }  # fmt: skip
    for target, status in asked.items():
        answer = ask(app, f"/api/v1{target}")
        assert (target, answer.status) == (target, status)
        assert answer.headers["content-type"] == "application/problem+json"
        problem = json.loads(answer.body)
        assert set(problem) == {"type", "title", "status", "detail"}
        assert problem["status"] == status
        assert problem["detail"]
    assert json.loads(ask(app, "/api/v1/figures", method="POST").body)["status"] == 405
    assert json.loads(ask(app, "/api/v1/figures", host="evil.example").body)["status"] == 421


def test_the_description_names_every_address_and_column(path: Path) -> None:
    app = make_app(path)
    described = get(app, "/openapi.json")
    assert described["openapi"].startswith("3.1")
    for name in TABLES:
        schema = described["paths"][f"/{name}"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        row = schema["properties"]["data"]["items"]
        rows = get(app, f"/{name}?limit=200")["data"]
        assert list(rows[0]) == list(row["properties"]) == row["required"]
    text = json.dumps(described)
    for reference in set(re.findall(r'"#/components/schemas/(\w+)"', text)):
        assert described["components"]["schemas"][reference]


@pytest.mark.slow
def test_it_keeps_to_its_description(path: Path) -> None:
    schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
    requests = pytest.importorskip("requests", reason="requests is not installed")
    from hypothesis import HealthCheck, Phase, given, settings

    app = make_app(path, write_token="0123456789abcdef")
    schema = schemathesis.openapi.from_dict(json.loads(ask(app, "/api/v1/openapi.json").body))
    asked = 0
    for operation in schema.get_all_operations():
        ready = operation.ok()

        @given(case=ready.as_strategy())
        @settings(max_examples=12, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
        def check(case: Any) -> None:
            nonlocal asked
            request = requests.Request(**case.as_transport_kwargs(base_url="http://localhost/api/v1")).prepare()
            asked += 1
            if request.method == "POST":
                body = request.body if isinstance(request.body, bytes) else (request.body or "").encode()
                answer = ask(
                    app, request.path_url, method="POST", body=body, content_type="application/json",
                    content_length=str(len(body)), authorization="Bearer 0123456789abcdef",
                )  # fmt: skip
                assert answer.status in (200, 201, 400), (body, answer.status)
            else:
                answer = ask(app, request.path_url)
                assert answer.status in (200, 400, 404, 414), (request.path_url, answer.status)
            value = json.loads(answer.body)
            if answer.status in (200, 201):
                content = case.operation.definition.raw["responses"][str(answer.status)]["content"]["application/json"][
                    "schema"
                ]
                validate(value, content, schema.raw_schema)

        check()
    assert asked > 100


def validate(value: Any, schema: Any, whole: Any) -> None:
    """Holds a value against its schema."""
    jsonschema = pytest.importorskip("jsonschema_rs", reason="jsonschema-rs is not installed")
    jsonschema.validator_for({**schema, "components": whole["components"]}).validate(value)
