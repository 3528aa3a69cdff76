"""What a ledger does with judgements: takes them down, works them in, tells how they stand and what waits for one."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from onrecord import pipeline
from onrecord.errors import LedgerError
from onrecord.judge.standing import Judged
from onrecord.model import Judgement
from onrecord.review.decided import find_decided
from onrecord.review.deciding import Asked, make_judgement
from onrecord.review.doubts import DoubtPage, find_doubts
from onrecord.review.judging import look_up_states, page_states, store_judgements
from onrecord.steps import Steps
from onrecord.store import judgements as judged
from onrecord.store import slices
from onrecord.store.connection import translate_errors


class Docket:
    """The judgements of one ledger file."""

    path: Path
    connection: sqlite3.Connection
    _steps: Steps

    def judge(
        self,
        decision: str,
        ids: Sequence[str],
        *,
        editor: str,
        why: str = "",
        changes: Mapping[str, str | None] | None = None,
    ) -> Judgement:
        """Takes down what a person decides about what these ids lead to, and works it into the stories that it bears on.

        Decisions are those of `onrecord.model.Decision`; `changes` are the fields that one sets: `relation`, `source` and
        `kind`, `value` (a day), those of a figure, `name`, `reliability` (A to F), `credibility` (1 to 6).
        Raises: ConfigError where it is none that can be made, LedgerWriteError.
        """
        judgement = self.take_down(Asked(decision=decision, ids=ids, editor=editor, why=why, changes=changes))
        self.work_in()
        return judgement

    def take_down(self, asked: Asked) -> Judgement:
        """Stores what a person decides; the stories that it bears on show it once it is worked in.

        Raises: ConfigError where it is none that can be made, LedgerWriteError.
        """
        with translate_errors(self.path):
            judgement = make_judgement(self.connection, asked)
            store_judgements(self.connection, [judgement])
        return judgement

    def work_in(self) -> None:
        """Works the judgements that wait for it into their stories."""
        with translate_errors(self.path):
            pipeline.settle_judgements(self.connection, steps=self._steps)

    def lay_over(self) -> None:
        """Works in the judgements that wait, but for those for which a story is derived again."""
        with translate_errors(self.path):
            pipeline.lay_judgements_over(self.connection)

    def is_waiting(self, judgement: str) -> bool:
        """Whether a judgement is yet to be worked in."""
        with translate_errors(self.path):
            return bool(judged.keep_waiting(self.connection, [judgement]))

    def count_deriving(self) -> int:
        """How many articles the stories hold that are to be derived again for a judgement."""
        with translate_errors(self.path):
            return pipeline.count_deriving(self.connection)

    def is_behind(self) -> bool:
        """Whether a judgement is yet to be worked in, or what pages are made of is yet to be kept of a story."""
        with translate_errors(self.path):
            return pipeline.is_behind(self.connection)

    def undo(self, judgement: str, *, editor: str, why: str = "") -> Judgement:
        """Withdraws a judgement by a later one; both stay on the record.

        Raises: ConfigError where there is no such judgement, or it is withdrawn already; LedgerWriteError.
        """
        return self.judge("undo", [judgement], editor=editor, why=why)

    def add_judgements(self, judgements: Iterable[Judgement]) -> int:
        """Adds judgements that were made elsewhere, such as those of an export; returns how many were not there already.

        Raises: ConfigError where one is not what it says it is, LedgerWriteError.
        """
        with translate_errors(self.path):
            added = store_judgements(self.connection, judgements)
        self.work_in()
        return added

    def judgements(self) -> list[Judged]:
        """What people decided, in order of time, with whether it stands or speaks of what is no longer found."""
        with translate_errors(self.path):
            return look_up_states(self.connection, judged.list_judgements(self.connection))

    def page_judgements(self, *, offset: int = 0, limit: int = 50, latest: bool = False) -> tuple[list[Judged], int]:
        """Some of what people decided, in order of time or the `latest` first, and how much there is of it."""
        with translate_errors(self.path):
            return page_states(self.connection, offset=offset, limit=limit, latest=latest)

    def decided(self, ids: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
        """What stands of what people decided about these statements and figures, by id: what, who, when, why, in order of time.

        What was decided about a source is told of each of its statements.
        """
        with translate_errors(self.path):
            return find_decided(self.connection, ids)

    def queue(self, *, story: str | None = None, offset: int = 0, limit: int = 50, after: str | None = None) -> DoubtPage:
        """What the tool is least sure of and nobody has judged, first the least sure; of all stories, or of one.

        `after`, of a page of the same, asks for what follows that page.
        Raises: LedgerError where there is no such story, ConfigError where `after` is not of such a page.
        """
        with translate_errors(self.path):
            found = self._find_story(story) if story else None
            return find_doubts(self.connection, story=found, offset=offset, limit=limit, after=after)

    def _find_story(self, key: str) -> str:
        with translate_errors(self.path):
            found = slices.find_story(self.connection, key)
        if not found:
            raise LedgerError(
                f"{self.path}: no story {key!r}. The articles name theirs in: onrecord show {self.path} articles --json"
            )
        return found
