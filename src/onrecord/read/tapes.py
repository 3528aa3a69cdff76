"""Bytes of an input as a stream that can be looked at before it is read, with bounded decompression."""

import gzip
import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from onrecord.config import Limits
from onrecord.errors import InputError, LimitError

CHUNK = 1 << 16
GZIP = b"\x1f\x8b"


class Tape(io.RawIOBase):
    """A stream that can be peeked at; it counts what it gave."""

    def __init__(self, stream: BinaryIO | io.RawIOBase | io.BufferedIOBase) -> None:
        super().__init__()
        self._stream = stream
        self._ahead = b""
        self.count = 0

    def readable(self) -> bool:
        """Always true."""
        return True

    def peek(self, size: int) -> bytes:
        """The next `size` bytes, or all that are left, without taking them."""
        while len(self._ahead) < size:
            got = self._stream.read(max(CHUNK, size - len(self._ahead)))
            if not got:
                break
            self._ahead += got
        return self._ahead[:size]

    def read(self, size: int = -1, /) -> bytes:
        """The next `size` bytes, fewer only at the end; everything where `size` is negative."""
        if size < 0:
            parts = [self._ahead]
            self._ahead = b""
            while got := self._stream.read(CHUNK):
                parts.append(got)
            data = b"".join(parts)
        else:
            parts, length = [self._ahead[:size]], min(size, len(self._ahead))
            self._ahead = self._ahead[size:]
            while length < size and (got := self._stream.read(size - length)):
                parts.append(got)
                length += len(got)
            data = b"".join(parts)
        self.count += len(data)
        return data

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        """Fill the buffer, and say how much of it."""
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def lines(self, limit: int) -> Iterator[tuple[int, bytes | None]]:
        """The lines that are not blank, each with its number from 1; None stands for a line of more than `limit` bytes."""
        kept, skipping, number = bytearray(), False, 1
        while chunk := self.read(CHUNK):
            if not kept and not skipping and chunk.isspace():
                number += chunk.count(b"\n")
                continue
            first, *rest = chunk.split(b"\n")
            kept += first
            for part in rest:
                if skipping or len(kept) > limit:
                    yield number, None
                elif kept and not kept.isspace():
                    yield number, bytes(kept)
                kept, skipping = bytearray(part), False
                number += 1
            if len(kept) > limit:
                kept, skipping = bytearray(), True
        if skipping or len(kept) > limit:
            yield number, None
        elif kept and not kept.isspace():
            yield number, bytes(kept)


class _Inflating(io.RawIOBase):
    """The decompressed bytes of a gzip stream, refused where they grow out of proportion to what is stored."""

    def __init__(self, tape: Tape, stored: Tape, *, source: str, limits: Limits) -> None:
        super().__init__()
        self._gzip = gzip.GzipFile(fileobj=tape, mode="rb")
        self._stored = stored
        self._source = source
        self._limits = limits
        self._given = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        try:
            data = self._gzip.read(min(size, CHUNK) if size > 0 else CHUNK)
        except (OSError, EOFError, zlib.error) as error:
            message = f"{self._source}: the gzip data is damaged or cut off ({error}); get the file again"
            raise InputError(message) from error
        self._given += len(data)
        excess = self._given - self._limits.input_bytes
        if excess > 0 and self._given > self._limits.expansion * max(1, self._stored.count):
            raise LimitError(
                f"{self._source}: expands to more than {self._limits.expansion} times its stored size; "
                "decompress it and read what you trust of it"
            )
        return data


def decompress(tape: Tape, *, source: str, limits: Limits) -> Tape:
    """The tape of what is inside, however many layers of gzip are around it.

    Raises: LimitError where there are more layers than `limits.layers`; what is read later raises LimitError where it
    expands beyond `limits.expansion`, and InputError where the data is damaged.
    """
    stored, layers = tape, 0
    while tape.peek(2) == GZIP:
        layers += 1
        if layers > limits.layers:
            raise LimitError(
                f"{source}: compressed more than {limits.layers} times over; decompress it and read what is inside"
            )
        tape = Tape(_Inflating(tape, stored, source=source, limits=limits))
    return tape


def read_whole(tape: Tape, *, source: str, limits: Limits) -> bytes:
    """All that is left on the tape.

    Raises: LimitError where it is more than `limits.input_bytes`.
    """
    data = tape.read(limits.input_bytes + 1)
    if len(data) > limits.input_bytes:
        raise LimitError(
            f"{source}: larger than {limits.input_bytes / 1048576:g} MiB; split it, or raise the limit on the size of an input"
        )
    return data
