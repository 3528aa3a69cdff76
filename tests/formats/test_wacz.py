"""The archive of the sources: valid by its own validator, every text to the letter where the index says it is."""

import gzip
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from onrecord.formats.dossier.wacz import make_key, write_wacz
from onrecord.formats.parts import name_article
from onrecord.tell.tables import Contents


@pytest.fixture
def archive(tmp_path: Path, stories: Sequence[Contents]) -> Path:
    path = tmp_path / "sources.wacz"
    assert write_wacz(stories, path) == sum(len(c.documents) for c in stories)
    return path


def texts_of(stories: Sequence[Contents]) -> list[tuple[str, str]]:
    return [(name_article(d.article), d.article.text.replace("\ud800", "?")) for c in stories for d in c.documents.values()]


def test_its_validator_finds_it_valid(archive: Path) -> None:
    pytest.importorskip("wacz", reason="wacz is not installed (requirements/validators.in)")
    # in a process of its own, since it leaves files open
    command = [sys.executable, "-m", "wacz.main", "validate", "-f", str(archive)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "the passed WACZ is valid" in done.stdout


def test_every_text_is_where_the_index_says(archive: Path, stories: Sequence[Contents]) -> None:
    with zipfile.ZipFile(archive) as package:
        whole = package.read("archive/data.warc.gz")
        lines = gzip.decompress(package.read("indexes/index.cdx.gz")).decode().splitlines()
    found = []
    for line in lines:
        row = json.loads(line[line.index("{") :])
        record = gzip.decompress(whole[int(row["offset"]) : int(row["offset"]) + int(row["length"])])
        head, _, rest = record.partition(b"\r\n\r\n")
        assert f"WARC-Target-URI: {row['url']}".encode() in head.split(b"\r\n")
        found.append((row["url"], rest.removesuffix(b"\r\n\r\n").decode()))
    assert sorted(found) == sorted(texts_of(stories))
    assert lines == sorted(lines)


def test_the_records_read_with_warcio(archive: Path, stories: Sequence[Contents]) -> None:
    reader = pytest.importorskip("warcio.archiveiterator", reason="warcio is not installed").ArchiveIterator
    with zipfile.ZipFile(archive) as package:
        stream = io.BytesIO(package.read("archive/data.warc.gz"))
    found = []
    for record in reader(stream, check_digests="raise"):
        if record.rec_type == "resource":
            found.append((record.rec_headers["WARC-Target-URI"], record.content_stream().read().decode()))
            assert record.rec_headers["Content-Type"] == "text/plain; charset=utf-8"
    assert found == texts_of(stories)


def test_pages_and_files_are_listed(archive: Path, stories: Sequence[Contents]) -> None:
    with zipfile.ZipFile(archive) as package:
        assert package.testzip() is None
        described = json.loads(package.read("datapackage.json"))
        listed = {resource["path"] for resource in described["resources"]}
        assert listed == set(package.namelist()) - {"datapackage.json", "datapackage-digest.json"}
        assert all(package.getinfo(name).compress_type == zipfile.ZIP_STORED for name in listed if name.endswith(".gz"))
        pages = [json.loads(line) for line in package.read("pages/pages.jsonl").splitlines()]
    assert pages[0]["format"] == "json-pages-1.0"
    assert [page["url"] for page in pages[1:]] == [url for url, _ in texts_of(stories)]


def test_the_same_ledger_gives_the_same_bytes(archive: Path, tmp_path: Path, stories: Sequence[Contents]) -> None:
    write_wacz(stories, tmp_path / "again.wacz")
    assert (tmp_path / "again.wacz").read_bytes() == archive.read_bytes()


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.vell.example/a/B?b=2&a=1", "example,vell)/a/b?a=1&b=2"),
        ("http://vell.example:8080/", "example,vell:8080)/"),
        ("https://vell.example", "example,vell)/"),
        ("https://news.vell.example/2031/05/", "example,vell,news)/2031/05"),
        ("urn:onrecord:a-1", "urn:onrecord:a-1"),
    ],
)
def test_addresses_sort_by_host(url: str, key: str) -> None:
    assert make_key(url) == key
    surt = pytest.importorskip("surt", reason="surt is not installed (requirements/validators.in)")
    assert surt.surt(url) == key or url.startswith("urn:")


def test_the_index_is_that_of_its_own_indexer(archive: Path, tmp_path: Path) -> None:
    indexer = pytest.importorskip("cdxj_indexer.main", reason="wacz is not installed (requirements/validators.in)")
    with zipfile.ZipFile(archive) as package:
        (tmp_path / "data.warc.gz").write_bytes(package.read("archive/data.warc.gz"))
        ours = gzip.decompress(package.read("indexes/index.cdx.gz")).decode().splitlines()
    out = io.StringIO()
    indexer.CDXJIndexer(out, [str(tmp_path / "data.warc.gz")], sort=True).process_all()
    assert ours == out.getvalue().splitlines()
