"""What a second process makes comes as if it were made here, whatever becomes of that process."""

import os
import sys
import threading
import warnings
from collections.abc import Iterator

import pytest

import onrecord.beside
from onrecord.beside import beside
from onrecord.pipeline import DEFAULT, read_document, record_story
from onrecord.steps import StepFailedWarning, replace_step, without_labels
from tests.conftest import make_story

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is no second process")
HERE = os.getpid()


@pytest.fixture
def _forking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever threads the tests have, and however many cores."""
    monkeypatch.setattr(onrecord.beside, "_can_fork", lambda: True)


@pytest.mark.usefixtures("_forking")
def test_values_come_in_their_order_from_another_process() -> None:
    with beside(lambda: iter([(n, os.getpid()) for n in range(3)])) as given:
        found = list(given)
    assert [n for n, _ in found] == [0, 1, 2]
    assert len({process for _, process in found} - {HERE}) == 1


def test_what_is_not_worth_it_is_done_here_when_it_is_asked_for() -> None:
    done: list[int] = []

    def work() -> Iterator[int]:
        done.append(os.getpid())
        yield 1

    with beside(work, worth=False) as given:
        assert not done
        assert next(given) == 1
    assert done == [HERE]


def test_a_process_with_threads_is_not_forked() -> None:
    hold = threading.Event()
    other = threading.Thread(target=hold.wait)
    other.start()
    try:
        with beside(lambda: iter([os.getpid()])) as given:
            assert list(given) == [HERE]
    finally:
        hold.set()
        other.join()


def test_where_there_is_no_room_for_a_process_it_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> int:
        raise BlockingIOError

    monkeypatch.setattr(onrecord.beside, "_can_fork", lambda: True)
    monkeypatch.setattr(os, "fork", full)
    with beside(lambda: iter([os.getpid()])) as given:
        assert list(given) == [HERE]


@pytest.mark.usefixtures("_forking")
def test_what_a_process_that_ends_early_leaves_is_made_here() -> None:
    def work() -> Iterator[tuple[int, bool]]:
        for n in range(4):
            if n == 2 and os.getpid() != HERE:
                os._exit(9)
            yield n, os.getpid() == HERE

    with beside(work) as given:
        assert list(given) == [(0, False), (1, False), (2, True), (3, True)]


@pytest.mark.usefixtures("_forking")
def test_what_fails_there_fails_here() -> None:
    def work() -> Iterator[int]:
        yield 1
        raise ValueError("torn")

    with beside(work) as given:
        assert next(given) == 1
        with pytest.raises(ValueError, match="torn"):
            next(given)


@pytest.mark.usefixtures("_forking")
def test_what_it_warns_of_is_told_here() -> None:
    def work() -> Iterator[int]:
        warnings.warn("doubtful", UserWarning, stacklevel=1)
        yield 1

    with beside(work) as given, pytest.warns(UserWarning, match="doubtful"):
        assert list(given) == [1]


@pytest.mark.usefixtures("_forking")
def test_nothing_goes_on_that_nobody_waits_for() -> None:
    def work() -> Iterator[int]:
        yield os.getpid()
        threading.Event().wait(600)

    with beside(work) as given:
        process = next(given)
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


@pytest.mark.usefixtures("_forking")
def test_a_story_is_the_same_whichever_process_derives_it(monkeypatch: pytest.MonkeyPatch) -> None:
    documents = [read_document(article) for article in make_story(size=5)]
    alone = record_story(documents)
    monkeypatch.setattr("onrecord.pipeline._SEVERAL", 2)
    assert record_story(documents) == alone


@pytest.mark.usefixtures("_forking")
def test_a_step_that_fails_beside_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_: object) -> object:
        raise ValueError("torn")

    monkeypatch.setattr("onrecord.pipeline._SEVERAL", 2)
    documents = [read_document(article) for article in make_story(size=3)]
    with pytest.warns(StepFailedWarning, match="reuse left out"):
        _, record = record_story(documents, steps=replace_step(DEFAULT, "reuse", fail, version=99))
    assert record.reuse == ()
    assert record.claims


def test_a_step_put_in_anothers_place_may_need_the_labels() -> None:
    assert [s.gives for s in without_labels(DEFAULT.story)] == ["reuse", "origins", "likely", "events", "places"]
    other = replace_step(DEFAULT, "origins", lambda **_: (), version=99)
    assert [s.gives for s in without_labels(other.story)] == ["reuse", "likely"]
