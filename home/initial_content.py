"""Content of the initial pages. Editors change it in the admin."""

from typing import Any


def heading(text: str) -> dict[str, Any]:
    return {"type": "heading", "value": {"text": text, "level": "h2"}}


def text(*paragraphs: str) -> dict[str, Any]:
    return {"type": "paragraph", "value": "".join(f"<p>{each}</p>" for each in paragraphs)}


def points(*items: str) -> dict[str, Any]:
    return {"type": "paragraph", "value": f"<ul>{''.join(f'<li>{i}</li>' for i in items)}</ul>"}


WELCOME = [
    heading("Come as you are"),
    points(
        "Your camera can be on or off.",
        "You can talk, type, or just listen.",
        "You can come late and leave early.",
        "You can bring someone who supports you.",
    ),
]

ABOUT = [
    text(
        "Over a Brew is a talk that never really ends. Once a month, people from all over the "
        "East of England meet to talk about care and support.",
        "Some of us draw on care and support. Some of us look after someone. Some of us plan "
        "services, or work in them. At a brew we are all equal.",
    ),
    heading("What happens at a brew"),
    points(
        "We start with a poem and a video.",
        "Then we talk in small groups.",
        "At the end we come back together and share what we heard.",
        "There is a break. You can leave and come back.",
    ),
    heading("Join in your own way"),
    points(
        "Your camera can be on or off.",
        "You can talk, type, or just listen. All of these are welcome.",
        "You can come late or leave early.",
        "You can bring someone who supports you.",
        "You can join by phone.",
    ),
    heading("What happens after"),
    text(
        "After each brew we write down what we heard. We put it on this site for everyone. We also "
        "say what happened next.",
    ),
    heading("Who runs it"),
    text(
        "Over a Brew is run by Curators of Change, with ADASS Eastern Region. Curators of Change "
        "are people who draw on care and support, or look after someone. ADASS Eastern "
        "Region is a group of people who lead council care services.",
    ),
]

ACCESSIBILITY = [
    text(
        "We want everyone to be able to use this site. You should be able to:",
    ),
    points(
        "make the words much bigger and still read every line",
        "use it with a keyboard, a switch or your voice",
        "listen to it with a screen reader",
        "use it on an old phone, and with a slow connection",
        "read it without hard words",
    ),
    text('You can also <a href="/easier-to-read/">make this page easier to read</a>.'),
    heading("What does not work yet"),
    points(
        "Not every video has British Sign Language (BSL).",
        "Some files from before 2026 are hard to read with a screen reader. Ask us for the words.",
        "Poems and stories are in people's own words. Some may be hard to read.",
    ),
    heading("Tell us what gets in your way"),
    text(
        "Phone or email us. Our number and address are at the end of every page. Tell us what "
        "you need, such as large print, Easy Read, sound or braille. We will answer you.",
    ),
    heading("If we do not put it right"),
    text(
        "You can ask the Equality Advisory and Support Service (EASS) for help. They know the "
        'law. Their site is <a href="https://www.equalityadvisoryservice.com/">'
        "equalityadvisoryservice.com</a>.",
    ),
    heading("How well we meet the rules"),
    text(
        "The rules are called the Web Content Accessibility Guidelines (WCAG), version 2.2, "
        "level AA. This site meets most of them. The parts that do not are listed above. They "
        "are rule 1.2.5 for some videos, and the old files.",
        "We test every page with tools that find mistakes. We also test with a keyboard, on "
        "a small screen and with large words. We have not yet tested it with enough people. That "
        "comes next.",
        "We look at this page again once a year.",
    ),
]

PRIVACY = [
    text(
        "We ask for as little as we can. We use it only for what you gave it to us for. Then we "
        "delete it.",
    ),
    heading("When you book"),
    points(
        "We keep your name and how to reach you, so that we can tell you about the session.",
        "We keep what you need, so that we can get it ready. Only the people who do that see it.",
        "We delete it after the session. You can ask us to remember it for next time.",
        "You can see, change or delete it yourself. Use the link in your email.",
    ),
    heading("When you send us a story or a poem"),
    points(
        "Only our editors see it.",
        "We put it on the site only if you say yes.",
        "You choose the name that people see. You can choose no name.",
        "You can ask us to take it down at any time.",
        "If we do not use it, we delete it after a year.",
    ),
    heading("When you just read"),
    points(
        "We do not follow you around.",
        "There are no adverts. Nothing is loaded from other companies.",
        "A video from YouTube or Vimeo loads only when you press play.",
    ),
    {"type": "kept", "value": {"heading": "All that we keep"}},
    heading("What you can ask for"),
    text(
        "You can ask us what we know about you. You can ask us to change it or delete it. Phone "
        "or email us. Our number and address are at the end of every page.",
        "If you are not happy with our answer, you can talk to the Information Commissioner. "
        'Their site is <a href="https://ico.org.uk/">ico.org.uk</a>.',
    ),
]

PROMISES = (
    "<p>People who run services listened to us. Then they made these promises. They come back "
    "and tell everyone what has happened since.</p>"
)
