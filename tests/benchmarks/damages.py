"""Ways in which a file comes to harm: cut, flipped bits, parts of a workbook and their XML."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable

Damage = Callable[[random.Random, bytes], bytes]

_NUMBER = re.compile(rb"(?<![\w.])[0-9]+(?:\.[0-9]+)?")
_TAG = re.compile(rb"<[^<>]{1,200}>")
_ADDRESS = re.compile(rb'\br="[A-Z]*[0-9]+"')
_ODD = (
    b"",
    b"-1",
    b"NaN",
    b"1e999",
    b"0",
    b"99999999999999999999",
    b"1048577",
    b"\xff\xfe",
    b"&a;",
)
_PROLOGUES = (
    b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    b'<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    b'<?xml version="1.0" encoding="UTF-7"?>',
    b"<a>" * 2_000,
)


def cut(chance: random.Random, content: bytes) -> bytes:
    """The beginning only."""
    return content[: chance.randrange(len(content))]


def flip(chance: random.Random, content: bytes) -> bytes:
    """Some bits turned over, anywhere."""
    harmed = bytearray(content)
    for _ in range(chance.choice((1, 3, 10, 100))):
        harmed[chance.randrange(len(harmed))] ^= 1 << chance.randrange(8)
    return bytes(harmed)


def splice(chance: random.Random, content: bytes) -> bytes:
    """A block taken out, doubled, or replaced by noise."""
    start = chance.randrange(len(content))
    end = min(len(content), start + chance.choice((1, 16, 512, 4096)))
    block = chance.choice((b"", content[start:end] * 2, chance.randbytes(end - start)))
    return content[:start] + block + content[end:]


def mangle_part(chance: random.Random, content: bytes) -> bytes:
    """One part of a sound archive cut, flipped, emptied, dropped, renamed or swapped."""

    def change(parts: dict[str, bytes]) -> None:
        name = chance.choice(sorted(parts))
        what = chance.randrange(6)
        if what < 2:
            parts[name] = (cut if what else flip)(chance, parts[name] or b"x")
        elif what == 2:
            parts[name] = b""
        else:
            part = parts.pop(name)
            if what == 4:
                parts[f"../{name}"] = part
            elif what == 5 and parts:
                other = chance.choice(sorted(parts))
                parts[name], parts[other] = parts[other], part

    return _repacked(content, change)


def mangle_xml(chance: random.Random, content: bytes) -> bytes:
    """Numbers, addresses and tags of the XML of a sound archive replaced by odd ones."""

    def change(parts: dict[str, bytes]) -> None:
        names = [name for name in sorted(parts) if name.endswith((".xml", ".rels"))]
        name = chance.choice(
            [item for item in names if "sheet" in item or "content" in item] * 3 + names
        )
        part = parts[name]
        for _ in range(chance.choice((1, 5, 50))):
            pattern = chance.choice((_NUMBER, _ADDRESS, _TAG))
            found = list(pattern.finditer(part))
            if not found:
                continue
            match = chance.choice(found)
            new = chance.choice(_ODD)
            if pattern is _ADDRESS:
                new = chance.choice(
                    (b'r="ZZZZZZ9"', b'r="A99999999"', b'r="A1"', b'r="XFD1048576"', b"")
                )
            elif pattern is _TAG:
                new = chance.choice(
                    (b"", match[0] * 2, chance.choice(found)[0], b"<x/>", b"<f>A1+A1</f>")
                )
            part = part[: match.start()] + new + part[match.end() :]
        if chance.random() < 0.2:
            part = chance.choice(_PROLOGUES) + part
        parts[name] = part

    return _repacked(content, change)


def _repacked(content: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The archive with changed parts; a file that is none comes back as it is."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    change(parts)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return target.getvalue()


IN_BYTES: tuple[Damage, ...] = (cut, flip, splice)
IN_PARTS: tuple[Damage, ...] = (mangle_part, mangle_xml)
