"""A parser of content lines exactly as RFC 5545 3.1 defines them, without any leniency."""

import re
import unicodedata
from dataclasses import dataclass, field

NAME = re.compile(r"[A-Za-z0-9-]+")
PARAMETER = re.compile(
    r';([A-Za-z0-9-]+)=("[^"\x00-\x08\x0a-\x1f\x7f]*"|[^";:,\x00-\x08\x0a-\x1f\x7f]*)'
)


class Broken(Exception):
    """The bytes cannot be read any further."""


@dataclass
class Line:
    name: str
    params: dict[str, str]
    value: str


@dataclass
class Component:
    name: str
    lines: list[Line] = field(default_factory=list)
    parts: list["Component"] = field(default_factory=list)
    order: list[str] = field(default_factory=list)  # names of lines and parts as they come

    def all(self, name: str) -> list[Line]:
        return [line for line in self.lines if line.name == name]

    def one(self, name: str) -> Line:
        found = self.all(name)
        if len(found) != 1:
            raise Broken(f"{self.name} has {len(found)} {name}, not one")
        return found[0]

    def inside(self, name: str) -> list["Component"]:
        return [part for part in self.parts if part.name == name]


def physical_problems(data: bytes) -> list[str]:
    """Bytes, line ends, folds and characters (B1 to B3)."""
    problems = []
    if data.startswith(b"\xef\xbb\xbf"):
        problems.append("B1: starts with a byte order mark")
    if not data.endswith(b"\r\n"):
        problems.append("B1: the last line does not end with CRLF")
    if re.search(rb"(?<!\r)\n|\r(?!\n)", data):
        problems.append("B1: a line ends with something else than CRLF")
    for number, line in enumerate(data.removesuffix(b"\r\n").split(b"\r\n"), 1):
        if len(line) > 75:
            problems.append(f"B2: line {number} has {len(line)} octets")
        if not line.strip():
            problems.append(f"B3: line {number} is empty")
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            problems.append(f"B1 or B2: line {number} is not UTF-8, or a fold splits a character")
            continue
        if any(unicodedata.category(char) == "Cc" and char != "\t" for char in text):
            problems.append(f"B3: line {number} has a control character")
    return problems


def parse_line(text: str) -> Line:
    name = NAME.match(text)
    if not name:
        raise Broken(f"no property name: {text[:40]!r}")
    params, place = {}, name.end()
    while found := PARAMETER.match(text, place):
        key, value = found.groups()
        if key.upper() in params:
            raise Broken(f"B7: {key} twice in {text[:40]!r}")
        params[key.upper()] = value.strip('"')
        place = found.end()
    if text[place : place + 1] != ":":
        raise Broken(f"B7: bad parameters in {text[:60]!r}")
    return Line(name.group().upper(), params, text[place + 1 :])


def parse(data: bytes) -> Component:
    """The one calendar in the bytes, unfolded and nested."""
    unfolded: list[str] = []
    for line in data.decode("utf-8").removesuffix("\r\n").split("\r\n"):
        if line[:1] in (" ", "\t"):
            if not unfolded:
                raise Broken("B2: the first line is a continuation")
            unfolded[-1] += line[1:]
        else:
            unfolded.append(line)
    root = Component("FILE")
    stack = [root]
    for text in unfolded:
        line = parse_line(text)
        if line.name == "BEGIN":
            part = Component(line.value)
            stack[-1].parts.append(part)
            stack[-1].order.append(part.name)
            stack.append(part)
        elif line.name == "END":
            if len(stack) == 1 or stack.pop().name != line.value:
                raise Broken(f"END:{line.value} ends nothing")
        elif len(stack) == 1:
            raise Broken(f"{line.name} outside of the calendar")
        else:
            stack[-1].lines.append(line)
            stack[-1].order.append(line.name)
    if len(stack) != 1 or [part.name for part in root.parts] != ["VCALENDAR"]:
        raise Broken("the file is not one whole VCALENDAR")
    return root.parts[0]
