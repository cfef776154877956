"""The same zip with some parts changed; every other part is copied as it is, packed bytes and all."""

import struct
import zlib
from collections.abc import Collection, Mapping

from sheets_sync.backends.xlsx.container.package import Package, Part

_DEFLATED = 8
_LEVEL = 4  # twice as fast as the default, for a tenth more bytes
_SIZES_FOLLOW = 0x8  # a flag: the sizes stand behind the packed bytes


def rebuilt(package: Package, changed: Mapping[str, bytes], dropped: Collection[str] = ()) -> bytes:
    """Return the zip with the parts named in `changed` replaced and those in `dropped` left out."""
    contents = {name.lower(): content for name, content in changed.items()}
    gone = {name.lower() for name in dropped}
    body: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for key, part in package.parts.items():
        if key in gone:
            continue
        record, entry = _packed(part, contents[key]) if key in contents else _copied(package, part)
        directory.append(_moved(entry, at))
        body.append(record)
        at += len(record)
    return b"".join([*body, *directory, _end(directory, at, package.comment)])


def _copied(package: Package, part: Part) -> tuple[bytes, bytes]:
    return package.data[part.start : part.end], part.entry


def _packed(part: Part, content: bytes) -> tuple[bytes, bytes]:
    """Return a part's record and directory entry for new content, all else as it was."""
    deflater = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = deflater.compress(content) + deflater.flush()
    made_by, _, flags, _, time, day = struct.unpack_from("<6H", part.entry, 4)
    named, extra, commented = struct.unpack_from("<3H", part.entry, 28)
    name, comment = part.entry[46 : 46 + named], part.entry[46 + named + extra :][:commented]
    shape = struct.pack("<5H", 20, flags & ~_SIZES_FOLLOW, _DEFLATED, time, day)
    shape += struct.pack("<3IH", zlib.crc32(content), len(packed), len(content), named)
    record = b"PK\3\4" + shape + b"\0\0" + name + packed
    lengths = struct.pack("<2H", 0, commented)
    return record, b"PK\1\2" + struct.pack("<H", made_by) + shape + lengths + part.entry[
        34:46
    ] + name + comment


def _moved(entry: bytes, start: int) -> bytes:
    return entry[:42] + struct.pack("<I", start) + entry[46:]


def _end(directory: list[bytes], start: int, comment: bytes) -> bytes:
    size, count = sum(map(len, directory)), len(directory)
    return struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count, count, size, start, len(comment)) + comment
