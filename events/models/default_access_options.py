"""Access options of a new site, which organisers can change.

The wording is from people's own lists and access riders. Never ask for a diagnosis.
"""

from typing import NamedTuple

from django.db import models


class Option(NamedTuple):
    subject: str
    label: str
    hint: str = ""
    needs_notice: bool = False


DEFAULT_OPTIONS = (
    Option("timing", "More time to think or speak"),
    Option("timing", "More breaks"),
    Option("format", "Easy Read information", "Short words with pictures", needs_notice=True),
    Option("format", "Large print, audio or braille information", needs_notice=True),
    Option("format", "Information in another language", needs_notice=True),
    Option("support", "Help to get online before the day"),
    Option("support", "A British Sign Language (BSL) interpreter", needs_notice=True),
    Option("support", "A person to type or take notes for me", needs_notice=True),
    Option("support", "Someone to talk to if I get upset or tired"),
    Option(
        "support",
        "Help with the cost of taking part",
        "For example travel, phone or a support worker",
    ),
    Option("room", "Step-free way in"),
    Option("room", "Space for a wheelchair or scooter"),
    Option("room", "A hearing loop"),
    Option("room", "A quiet room"),
    Option("room", "An accessible toilet or Changing Places toilet"),
    Option("room", "Parking close by"),
    Option("room", "I am bringing an assistance dog"),
    Option("room", "Food I can eat", "Tell us what you can eat in the box below"),
)


def create_default_options(option_class: type[models.Model]) -> None:
    """Create the default options, unless any exists. A migration passes its own `AccessOption`."""
    options = option_class._default_manager
    if options.exists():
        return
    options.bulk_create(
        option_class(sort_order=10 * number, **option._asdict())
        for number, option in enumerate(DEFAULT_OPTIONS, start=1)
    )
