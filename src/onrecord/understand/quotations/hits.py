"""What a cue is once it is found."""

from typing import NamedTuple

from onrecord.model import Stance

Range = tuple[int, int]


class Hit(NamedTuple):
    """A cue with its source, both as ranges of items.

    `shape`: "verb", "according", "by" (passive with agent), "noun", "unnamed", "citing" or "colon". `start` is where its
    verb group or phrase begins; `shared` is true where the source is that of the cue before it; `inverted` where it follows.
    `lead` is the noun that the cue's clause belongs to and says something of ("a man police say was shot").
    `stop` is where what the sentence is built of ends the content at the latest, 0 where nothing does.
    """

    shape: str
    lemma: str
    frames: str
    stance: Stance
    cue: Range
    start: int
    source: Range | None
    form: str = ""
    shared: bool = False
    inverted: bool = False
    stop: int = 0
    lead: Range | None = None
