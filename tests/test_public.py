"""The library's door: what `import onrecord` offers, and that it is quick."""

import subprocess
import sys
from pathlib import Path

import pytest

import onrecord


def test_all_that_is_promised_is_there() -> None:
    assert sorted(onrecord.__all__) == onrecord.__all__
    for name in onrecord.__all__:
        assert getattr(onrecord, name) is not None
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        onrecord.nothing_of_the_kind  # noqa: B018


def test_a_ledger_opened_read_and_looked_at(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("“The road is open,” mayor Ilse Tarn said on Tuesday. About 40 cars were towed.\n")
    with onrecord.open(tmp_path / "x.onrecord") as ledger:
        summary = ledger.read([tmp_path / "a.txt"])
        assert (summary.added, summary.failures) == (1, ())
        (quotation,) = ledger.quotations()
        assert isinstance(quotation, onrecord.model.Quotation)
        assert quotation.content[0].exact.startswith("The road is open")
        assert quotation.source is not None
        assert quotation.source.name == "Ilse Tarn"
        assert [f.low for f in ledger.figures()] == [40]
        assert len(list(ledger.documents())) == len(list(ledger.stories())) == 1
        assert list(ledger.claims())
        with pytest.raises(onrecord.LedgerError, match="no article"):
            ledger.article("a-none")
        with pytest.raises(onrecord.ConfigError, match="no such table"):
            ledger.table("gossip")


def test_importing_is_quick() -> None:
    script = "import onrecord, sys; print(len([m for m in sys.modules if m.startswith('onrecord')]))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert int(done.stdout) <= 5
