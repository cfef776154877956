"""The zip that a workbook is: its parts, and what they hold, unpacked within limits."""

import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

MAX_PARTS = 5_000
BLOCK = 1 << 20  # bytes unpacked at a time

DAMAGED = "is damaged or not complete; restore it from a backup, or open and save it in Excel or LibreOffice"
UNUSUAL = "is written in an unusual way; open and save it once in Excel or LibreOffice"

_END = struct.Struct("<4s4H2IH")
_ENTRY = struct.Struct("<4s6H3I5H2I")
_LOCAL = struct.Struct("<4s5H3I2H")
_ZIP64 = 0xFFFFFFFF


class Unreadable(Exception):
    """Why a file cannot be used: the rest of a sentence that begins with its name."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file inside the zip, and where its bytes lie."""

    name: str
    entry: bytes  # its lines in the zip's directory
    start: int  # its own header, name and packed bytes lie from here
    body: int  # its packed bytes lie from here
    end: int  # the next part begins here
    method: int
    packed: int
    unpacked: int  # what the directory says; `blocks` holds it to that
    crc: int


@dataclass(frozen=True)
class Package:
    """The bytes of a zip and its parts, in their order, by lower-case name."""

    data: bytes
    parts: Mapping[str, Part]
    comment: bytes = b""

    def __contains__(self, name: str) -> bool:
        return name.lower() in self.parts

    def blocks(self, name: str) -> Iterator[bytes]:
        """Yield a part unpacked, a block at a time; Unreadable where it is not what the directory says."""
        part = self._part(name)
        left, crc = part.unpacked, 0
        for block in self._unchecked(part):
            left -= len(block)
            crc = zlib.crc32(block, crc)
            if left < 0:
                raise Unreadable(DAMAGED)
            if block:
                yield block
        if left or crc != part.crc:
            raise Unreadable(DAMAGED)

    def read(self, name: str) -> bytes:
        """Return a whole part unpacked."""
        return b"".join(self.blocks(name))

    def unpacked(self, name: str) -> int:
        """Return how many bytes a part unpacks to; it never yields more."""
        return self._part(name).unpacked

    def _part(self, name: str) -> Part:
        part = self.parts.get(name.lower())
        if part is None:
            raise Unreadable(DAMAGED)
        return part

    def _unchecked(self, part: Part) -> Iterator[bytes]:
        packed = memoryview(self.data)[part.body : part.body + part.packed]
        if part.method == 0:
            return (bytes(packed[at : at + BLOCK]) for at in range(0, len(packed), BLOCK))
        return _inflated(packed)


def _inflated(packed: memoryview) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    for at in range(0, len(packed), BLOCK):
        rest: bytes | memoryview = packed[at : at + BLOCK]
        while rest and not inflater.eof:
            yield inflater.decompress(rest, BLOCK)
            rest = inflater.unconsumed_tail
    yield inflater.flush()
    if not inflater.eof:
        raise Unreadable(DAMAGED)


def open_package(data: bytes) -> Package:
    """Return the parts of a zip; Unreadable if its directory is broken or too long."""
    at = data.rfind(b"PK\5\6", max(0, len(data) - _END.size - 0xFFFF))
    if at < 0 or at + _END.size > len(data):
        raise Unreadable(DAMAGED)
    _, _, _, _, count, _, directory, _ = _END.unpack_from(data, at)
    if count > MAX_PARTS:
        raise Unreadable(
            f"holds more than {MAX_PARTS:,} parts, as no ordinary workbook does; check where it comes from"
        )
    parts = _parts(data, directory, count)
    if len({part.name.lower() for part in parts}) < count:
        raise Unreadable(DAMAGED)
    return Package(data, {part.name.lower(): part for part in parts}, data[at + _END.size :])


def _parts(data: bytes, directory: int, count: int) -> list[Part]:
    entries = _entries(data, directory, count)
    starts = sorted(_ENTRY.unpack_from(entry)[16] for entry in entries)
    end_of = dict(pairwise([*starts, directory]))  # parts that share bytes are a trick, and refused below
    return [_part(data, entry, end_of) for entry in entries]


def _entries(data: bytes, at: int, count: int) -> list[bytes]:
    entries = []
    for _ in range(count):
        if data[at : at + 4] != b"PK\1\2" or at + _ENTRY.size > len(data):
            raise Unreadable(DAMAGED)
        length = _ENTRY.size + sum(_ENTRY.unpack_from(data, at)[10:13])
        entries.append(data[at : at + length])
        at += length
    return entries


def _part(data: bytes, entry: bytes, end_of: Mapping[int, int]) -> Part:
    _, _, _, flags, method, _, _, crc, packed, unpacked, named, _, _, _, _, _, start = _ENTRY.unpack_from(
        entry
    )
    raw_name = entry[_ENTRY.size : _ENTRY.size + named]
    packed, unpacked = _true_sizes(entry, packed, unpacked)
    body = _body(data, start, raw_name)
    if flags & 1:
        raise Unreadable("is protected by a password; remove the password and save it again")
    if method not in (0, 8):
        raise Unreadable(UNUSUAL)
    if body + packed > end_of[start]:
        raise Unreadable(DAMAGED)
    name = raw_name.decode("utf-8" if flags & 0x800 else "cp437")
    return Part(name, entry, start, body, end_of[start], method, packed, unpacked, crc)


def _body(data: bytes, start: int, raw_name: bytes) -> int:
    if data[start : start + 4] != b"PK\3\4" or start + _LOCAL.size > len(data):
        raise Unreadable(DAMAGED)
    named, extra = _LOCAL.unpack_from(data, start)[9:]
    after_name = start + _LOCAL.size + int(named)
    if data[start + _LOCAL.size : after_name] != raw_name:
        raise Unreadable(DAMAGED)
    return after_name + int(extra)


def _true_sizes(entry: bytes, packed: int, unpacked: int) -> tuple[int, int]:
    """Return both sizes, taken from the zip64 field where the entry points there."""
    named, extra = _ENTRY.unpack_from(entry)[10:12]
    field = entry[_ENTRY.size + named : _ENTRY.size + named + extra]
    if _ZIP64 not in (packed, unpacked):
        return packed, unpacked
    while len(field) >= 4:
        kind, length = struct.unpack_from("<2H", field)
        if kind == 1:
            return _zip64_sizes(field[4 : 4 + length], packed, unpacked)
        field = field[4 + length :]
    raise Unreadable(DAMAGED)


def _zip64_sizes(field: bytes, packed: int, unpacked: int) -> tuple[int, int]:
    numbers = iter(struct.unpack(f"<{len(field) // 8}Q", field[: len(field) // 8 * 8]))
    unpacked = next(numbers, -1) if unpacked == _ZIP64 else unpacked
    packed = next(numbers, -1) if packed == _ZIP64 else packed
    if packed < 0 or unpacked < 0:
        raise Unreadable(DAMAGED)
    return packed, unpacked
