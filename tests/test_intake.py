"""What reading into a ledger says of what it could not read."""

from pathlib import Path

import onrecord


def test_a_row_that_is_not_read_is_named_by_its_id(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"id": "row-7", "text": "12"}\n{"id": "row-8", "text": "The gate at Vell is open, Ilse Tarn said."}\n')
    with onrecord.open(tmp_path / "x.onrecord") as ledger:
        summary = ledger.read([rows])
    assert [line.rpartition(": ")[0] for line in summary.unread] == [f"{rows}, row-7"]
