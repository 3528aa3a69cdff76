"""The table of the module's page, run."""

from pathlib import Path

import pytest

from tests.understand.dates.test_find_dates import read

PAGE = Path(__file__).parents[3] / "docs" / "dates.md"
TABLE = PAGE.read_text(encoding="utf-8").split("| text | expression | type | value |\n|---|---|---|---|\n")[1].split("\n\n")[0]
ROWS = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in TABLE.splitlines()]


@pytest.mark.parametrize(("text", "expression", "kind", "value"), ROWS)
def test_the_page_tells_what_is_found(text: str, expression: str, kind: str, value: str) -> None:
    found = {t.passage.exact: (t.type, t.value) for t in read(*text.split(" / "))}
    assert found.get(expression) == (kind, value)


def test_the_table_has_every_type() -> None:
    assert {row[2] for row in ROWS} == {"DATE", "TIME", "DURATION", "SET"}
