"""Headlines that take a claim in quotation marks and name nobody: "Tunnel fire ‘was laid'"."""

import re

from onrecord.model import Sentence
from onrecord.understand.quotations.drafts import Draft
from onrecord.understand.tokens import is_capital, tokenise

_QUOTED = re.compile(r"(?:(?<=\s)|\A)[‘'“\"]([^‘“”\"\n]{3,90}?)[’'”\"](?=[\s,.;:]|\Z)")
_KICKER = re.compile(r"[^:‘'“\"\n]{3,40}:\s+")
_LONGEST = 160  # letters of a line that can be a headline


def quoted_title(text: str, sentence: Sentence, number: int) -> list[Draft]:
    """The statement of a headline whose quoted words are its claim: they end it, or go on with what it tells."""
    line = text[sentence.start : sentence.end]
    if sentence.kind != "title" or len(line) > _LONGEST or line.rstrip()[-1:] == "?":
        return []
    found = _QUOTED.search(line)
    if found is None or found.start() == 0:
        return []
    words = found[1].split()
    ahead, behind = line[: found.start()].rstrip(), line[found.end() :].strip(" .,;:")
    names = behind and is_capital(tokenise(behind, 0, len(behind))[0])
    if len(words) < 2 and (behind or not words[0].islower()):
        return []  # a nickname, a thing by its name
    if behind and (names or not words[0].islower()):
        return []
    start = sentence.start
    if ahead.endswith(",") and not behind:
        content = (start + found.start(1), start + found.end(1))
    else:
        kicker = _KICKER.match(line)
        end = found.end(1) if not behind else len(line.rstrip(" ."))
        content = (start + (kicker.end() if kicker else 0), start + end)
    return [Draft(lemma="", shape="headline", stance="asserts", sentence=number, content=(content,), around=content)]
