"""Hostile articles from folder to report: within bounds, each a failure that is told or a clean article, nothing active."""

import gzip
import html
import json
import os
import re
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

import onrecord
from onrecord.formats import FORMATS

pytestmark = pytest.mark.slow

ESC = "\x1b[31m\x1b]0;owned\x07"
BIDI = "\u202egnp.\u2066\u2069"
SCRIPT = "<script>window.owned=1;alert('owned')</script>"
LINKED = '{"@type":"NewsArticle","headline":"<img onerror=alert(1)>","url":"javascript:alert(1)"}'
ATTRIBUTE = "\" onmouseover=\"window.owned=1;alert('owned')\" x='"
MARKUP = (
    f"{SCRIPT}<img src=x onerror=alert(1)><svg/onload=alert(1)><a href=javascript:alert(1)>x</a></title></style>{{{{7*7}}}}"
)
NASTY = f"{MARKUP}{ATTRIBUTE}{ESC}{BIDI}]]>--><!--"
# no name of a file may hold a slash
NAME = NASTY.replace("/", "\u2215")[:90]
SAID = "At least 14 people were killed when the dam wall gave way on Tuesday, the regional governor, Ansa Kelmer, said."
QUOTE = "“We warned the operator in March,” Kelmer told reporters."
MEMORY = 1536 * 1024 * 1024
SECONDS = 100


def page(title: str, body: str, head: str = "") -> str:
    paragraphs = "".join(f"<p>{p}</p>" for p in (SAID, body, QUOTE) * 3)
    top = f"<!doctype html><html><head><title>{title}</title>{head}</head>"
    return f"{top}<body><article><h1>{title}</h1>{paragraphs}</article></body></html>"


def write_articles(folder: Path) -> None:
    """Articles that a person of ill will could plant."""
    folder.mkdir()
    rows = [
        {
            "id": NASTY,
            "title": f"Dam wall gives way {NASTY}",
            "text": f"Dam wall gives way {NASTY}\n{SAID}\n{NASTY}\n“{NASTY} and {i + 9} houses,” Kelmer {NASTY} said.\n{QUOTE}",
            "publisher": f"Vell Courier {NASTY} {i}",
            "authors": [NASTY, f"Lio Brandt {NASTY}"],
            "url": url,
            "published": f"2031-05-1{i}",
            "language": NASTY,
        }
        for i, url in enumerate(
            [
                "javascript:alert(document.domain)",
                "data:text/html,<script>alert(1)</script>",
                "https://vell.example/\"onmouseover='alert(1)'<script>",
                "https://vell.example/a?b=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&c='d'",
                "vbscript:msgbox(1)",
            ]
        )
    ]
    (folder / "rows.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    (folder / "surrogates.jsonl").write_text(
        json.dumps({"text": f"Lone \ud800 surrogate and \x00 nul. {SAID}", "publisher": "P\udfff\x00", "title": "T\ud800"})
    )
    (folder / "scripts.html").write_text(
        page(
            html.escape(f"Dam wall {NASTY}"),
            html.escape(NASTY) + MARKUP,
            f'<meta property="og:site_name" content="{html.escape(NASTY)}"><link rel=canonical href="javascript:alert(1)">'
            f'<meta name=author content="{html.escape(NASTY)}">'
            f'<script type="application/ld+json">{LINKED}</script>',
        ),
        encoding="utf-8",
    )
    (folder / "controls.txt").write_bytes(f"{SAID}\nKelmer said: {ESC} {BIDI} \x00\x07\x9b31m wall.\n{QUOTE}".encode())
    (folder / "surrogate.txt").write_bytes(SAID.encode() + b"\n\xed\xa0\x80 torn letters \xff\xfe\n" + QUOTE.encode())
    (folder / f"{NAME}.txt").write_text(f"{SAID}\n{QUOTE}\n", encoding="utf-8")
    (folder / "utf16.txt").write_bytes(f"{SAID} é\n{QUOTE}".encode("utf-16"))
    (folder / "latin.html").write_bytes(
        page("Dammbruch", "Größe der Flut", "<meta charset=utf-8>").encode("latin-1", "replace")
    )
    (folder / "line.txt").write_text(f"{SAID} " + "the wall above Vell " * 50_000)
    (folder / "nested.html.gz").write_bytes(gzip.compress(b"<html><body>" + b"<div>" * 20_000_000, 9))
    (folder / "bomb.gz").write_bytes(gzip.compress(gzip.compress(b"\0" * 300_000_000, 9), 9))
    (folder / "text-bomb.txt.gz").write_bytes(gzip.compress(b"The wall gave way, Kelmer said. " * 9_000_000, 9))
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "owned"}">' for i in range(12))
    (folder / "entities.xml").write_text(
        f'<?xml version="1.0"?><!DOCTYPE rss [{entities}]><rss version="2.0"><channel><title>&e11;</title>'
        "<item><title>&e11;</title><description>&e11;</description></item></channel></rss>"
    )
    (folder / "external.xml").write_text(
        '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel>'
        "<item><title>x</title><description>&x;</description></item></channel></rss>"
    )
    body = html.escape(page("t", MARKUP))
    title = html.escape(NASTY[:200])
    items = f"<item><title>{title}</title><link>javascript:alert(1)</link><description>{body}</description></item>"
    clean = re.sub("[\x00-\x08\x0b-\x1f]", "", items)
    (folder / "feed.xml").write_text(
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>V</title>{clean}</channel></rss>', encoding="utf-8"
    )


def onrecord_(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """A command under a limit of memory, its time within bounds."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "onrecord", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        preexec_fn=limit,
        timeout=SECONDS * 2,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "PYTHONUTF8": "1"},
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr[-3000:]
    assert time.monotonic() - begun < SECONDS
    return done


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """A folder with a ledger and a report of hostile articles, and what reading them said."""
    base = tmp_path_factory.mktemp("hostile")
    write_articles(base / "articles")
    done = onrecord_("read", "articles", "--ledger", "x.onrecord", cwd=base)
    told = onrecord_("report", "x.onrecord", "-o", "x.html", "--title", NASTY.replace("\x00", ""), cwd=base)
    assert told.returncode == 0, told.stderr
    return base, done


def test_each_is_a_failure_that_is_told_or_an_article(hostile: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    base, done = hostile
    assert done.returncode == 1
    failed = [line for line in done.stderr.splitlines() if line.startswith("Failed: ")]
    for name in ("nested.html.gz", "bomb.gz", "text-bomb.txt.gz", "entities.xml", "external.xml"):
        assert any(name in line for line in failed), (name, failed)
    with onrecord.open(base / "x.onrecord", read_only=True) as ledger:
        articles = list(ledger.articles())
    paths = [Path(a.path or "").name for a in articles]
    for name in ("controls.txt", "surrogate.txt", "surrogates.jsonl", "line.txt", "utf16.txt", "latin.html", "scripts.html"):
        assert name in paths or any(name in line for line in failed)
    assert paths.count("rows.jsonl") == 5
    assert any("onerror" in name for name in paths)
    for article in articles:
        assert article.url is None or article.url.startswith(("http://", "https://"))
        assert article.text.encode("utf-8")
        assert "\x00" not in article.text
        assert "root:" not in article.text


@pytest.mark.parametrize(
    "command",
    [
        *(
            ["show", "x.onrecord", what]
            for what in ("disputes", "figures", "timeline", "sources", "claims", "copies", "articles")
        ),
        ["search", "x.onrecord", "Kelmer"],
        ["search", "x.onrecord", "wall"],
    ],
)
def test_nothing_that_steers_a_terminal_is_printed(
    hostile: tuple[Path, subprocess.CompletedProcess[str]], command: list[str]
) -> None:
    base, done = hostile
    shown = onrecord_(*command, cwd=base)
    assert shown.returncode == 0
    assert shown.stdout.strip()
    for text in (shown.stdout, shown.stderr, done.stdout, done.stderr):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", text)


def test_exports_hold_the_text_to_the_letter(hostile: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    base, _ = hostile
    for form in (name for name, made in FORMATS.items() if made.write):
        done = onrecord_("export", "x.onrecord", "--format", form, "-o", f"out.{form}", cwd=base)
        assert done.returncode == 0, done.stderr
    whole = json.loads((base / "out.json").read_text(encoding="utf-8"))
    texts = {a["id"]: a["text"] for a in whole["articles"]}
    assert whole["quotations"]
    for quotation in whole["quotations"]:
        for part in quotation["content"]:
            assert texts[quotation["article"]][part["start"] : part["end"]] == part["exact"]


def test_the_dossier_checks_itself_and_is_inert(hostile: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    from tests.browsing import BROWSER, browsing  # skips where there is no playwright

    if BROWSER is None:
        pytest.skip("no Chromium on this machine")
    base, _ = hostile
    done = onrecord_("dossier", "x.onrecord", "-o", "d.html", "--wacz", "d.wacz", cwd=base)
    assert done.returncode == 0, done.stderr
    assert (base / "d.wacz").stat().st_size > 1000
    told: list[str] = []
    with browsing() as browser:
        opened = browser.new_page()
        opened.on("dialog", lambda dialog: (told.append(f"dialog {dialog.message}"), dialog.dismiss()))
        opened.on("pageerror", lambda error: told.append(f"error {error}"))
        opened.on("console", lambda line: told.append(f"console {line.text}"))
        opened.on("request", lambda request: told.append(request.url))
        address = (base / "d.html").as_uri()
        opened.goto(address, wait_until="load")
        check, kind, owned = (
            opened.inner_text("#check"),
            opened.get_attribute("#check", "class"),
            opened.evaluate("window.owned"),
        )
    assert kind == "check good", check
    assert owned is None
    assert told == [address]


def test_the_report_is_inert(hostile: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    from tests.browsing import BROWSER, browsing  # skips where there is no playwright

    if BROWSER is None:
        pytest.skip("no Chromium on this machine")
    base, _ = hostile
    told: list[str] = []
    requests: list[str] = []
    with browsing() as browser:
        opened = browser.new_page()
        opened.on("dialog", lambda dialog: (told.append(f"dialog {dialog.message}"), dialog.dismiss()))
        opened.on("pageerror", lambda error: told.append(f"error {error}"))
        opened.on("console", lambda line: told.append(f"console {line.text}"))
        opened.on("request", lambda request: requests.append(request.url))
        address = (base / "x.html").as_uri()
        opened.goto(address, wait_until="load")
        found = opened.evaluate(
            """() => {
              const all = [...document.querySelectorAll('*')];
              for (const e of all.slice(0, 3000)) e.dispatchEvent(new MouseEvent('mouseover', {bubbles: true}));
              document.querySelectorAll('details').forEach(e => { e.open = true; });
              return {
                owned: window.owned,
                active: all.filter(e => /^(script|iframe|object|embed|form|base)$/i.test(e.localName)).length,
                images: [...document.images].length,
                handlers: all.flatMap(e => [...e.attributes].map(a => a.name)).filter(n => n.startsWith('on')),
                hrefs: all.flatMap(e => [...e.attributes]).filter(a => /href$/.test(a.name)).map(a => a.value)
                          .filter(v => !/^(#|https?:)/.test(v)),
                shown: document.body.innerText.includes('<script>'),
              };
            }"""
        )
        opened.wait_for_timeout(300)
    assert found == {"owned": None, "active": 0, "images": 0, "handlers": [], "hrefs": [], "shown": True}
    assert told == []
    assert requests == [address]
