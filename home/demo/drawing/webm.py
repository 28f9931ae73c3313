"""A small WebM writer: one VP9 track, its true length, and a cue for each keyframe.

Numbers are EBML element ids from the Matroska specification (RFC 9559).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Frame:
    at_ms: int
    is_key: bool
    data: bytes


def element(number: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return number.to_bytes((number.bit_length() + 7) // 8, "big") + _size(len(body)) + body


def _size(length: int) -> bytes:
    """A length in eight bytes, so that it never changes the place of what follows."""
    return (length | 1 << 56).to_bytes(8, "big")


def _number(value: int) -> bytes:
    return value.to_bytes(max((value.bit_length() + 7) // 8, 1), "big")


def _decimal(value: float) -> bytes:
    import struct

    return struct.pack(">d", value)


def webm(frames: list[Frame], *, width: int, height: int, length_ms: int) -> bytes:
    """Put encoded frames into one file. Each keyframe begins a cluster."""
    head = element(
        0x1A45DFA3,
        element(0x4286, _number(1)),
        element(0x42F7, _number(1)),
        element(0x42F2, _number(4)),
        element(0x42F3, _number(8)),
        element(0x4282, b"webm"),
        element(0x4287, _number(4)),
        element(0x4285, _number(2)),
    )
    info = element(
        0x1549A966,
        element(0x2AD7B1, _number(1_000_000)),
        element(0x4489, _decimal(length_ms)),
        element(0x4D80, b"over-a-brew"),
        element(0x5741, b"over-a-brew"),
    )
    track = element(
        0x1654AE6B,
        element(
            0xAE,
            element(0xD7, _number(1)),
            element(0x73C5, _number(1)),
            element(0x9C, _number(0)),
            element(0x83, _number(1)),
            element(0x86, b"V_VP9"),
            element(0xE0, element(0xB0, _number(width)), element(0xBA, _number(height))),
        ),
    )
    clusters = [_cluster(group) for group in _groups(frames)]
    starts = [group[0].at_ms for group in _groups(frames)]
    cue_length = len(_cues(starts, [0] * len(starts)))
    place, places = len(info) + len(track) + cue_length, []
    for cluster in clusters:
        places.append(place)
        place += len(cluster)
    return head + element(0x18538067, info, track, _cues(starts, places), *clusters)


def _groups(frames: list[Frame]) -> list[list[Frame]]:
    groups: list[list[Frame]] = []
    for frame in frames:
        if frame.is_key:
            groups.append([])
        groups[-1].append(frame)
    return groups


def _cluster(group: list[Frame]) -> bytes:
    start = group[0].at_ms
    blocks = [
        element(
            0xA3,
            b"\x81" + (frame.at_ms - start).to_bytes(2, "big"),
            b"\x80" if frame.is_key else b"\x00",
            frame.data,
        )
        for frame in group
    ]
    return element(0x1F43B675, element(0xE7, _number(start)), *blocks)


def _cues(starts: list[int], places: list[int]) -> bytes:
    return element(
        0x1C53BB6B,
        *(
            element(
                0xBB,
                element(0xB3, start.to_bytes(4, "big")),
                element(0xB7, element(0xF7, _number(1)), element(0xF1, place.to_bytes(4, "big"))),
            )
            for start, place in zip(starts, places, strict=True)
        ),
    )
