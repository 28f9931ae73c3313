"""Access options of a new site, which organisers can change.

The wording is from people's own lists and access riders. Never ask for a diagnosis.
"""

from typing import NamedTuple

from django.db import models


class First(NamedTuple):
    subject: str
    label: str
    hint: str = ""
    needs_notice: bool = False


FIRST_OPTIONS = (
    First("timing", "More time to think or speak"),
    First("timing", "More breaks"),
    First("format", "Easy Read information", "Short words with pictures", needs_notice=True),
    First("format", "Large print, audio or braille information", needs_notice=True),
    First("format", "Information in another language", needs_notice=True),
    First("support", "Help to get online before the day"),
    First("support", "A British Sign Language (BSL) interpreter", needs_notice=True),
    First("support", "A person to type or take notes for me", needs_notice=True),
    First("support", "Someone to talk to if I get upset or tired"),
    First(
        "support",
        "Help with the cost of taking part",
        "For example travel, phone or a support worker",
    ),
    First("room", "Step-free way in"),
    First("room", "Space for a wheelchair or scooter"),
    First("room", "A hearing loop"),
    First("room", "A quiet room"),
    First("room", "An accessible toilet or Changing Places toilet"),
    First("room", "Parking close by"),
    First("room", "I am bringing an assistance dog"),
    First("room", "Food I can eat", "Tell us what you can eat in the box below"),
)


def make_first_options(option_class: type[models.Model]) -> None:
    """Create the default options, unless any exists. A migration passes its own `AccessOption`."""
    options = option_class._default_manager
    if options.exists():
        return
    options.bulk_create(
        option_class(sort_order=10 * number, **first._asdict())
        for number, first in enumerate(FIRST_OPTIONS, start=1)
    )
