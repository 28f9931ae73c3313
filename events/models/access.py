"""Access options and access needs."""

from datetime import date

from django.db import models
from django.utils import timezone

from hub.dates import london_date
from hub.encryption import EncryptedTextField

NAME = "NAME"  # stands for the name in `AccessOption.label_for_other`


class AccessOption(models.Model):
    """An access need offered on the booking form. Organisers edit the list."""

    class Subject(models.TextChoices):
        TIMING = "timing", "Timing"
        FORMAT = "format", "Format"
        SUPPORT = "support", "Support"
        ROOM = "room", "In the room"

    label = models.CharField(
        max_length=120,
        unique=True,
        help_text="As people read it, for example: More breaks. Earlier answers keep the words "
        "they were given to. For something else, add a new one.",
    )
    label_for_other = models.CharField(
        "words for someone else",
        max_length=120,
        blank=True,
        help_text="Only if the words above say “me” or “I”. People read this when they book for "
        "someone else. Write NAME for that person, for example: A person to take notes for NAME.",
    )
    hint = models.CharField(max_length=200, blank=True, help_text="A few more words, if they help.")
    subject = models.CharField(max_length=10, choices=Subject.choices, default=Subject.SUPPORT)
    needs_notice = models.BooleanField(
        "must be booked ahead",
        default=False,
        help_text="Tick this for things such as an interpreter. The form then says by when to ask.",
    )
    in_use = models.BooleanField(
        default=True, help_text="Take the tick away to stop offering this. Old answers stay."
    )
    sort_order = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        return self.label

    def label_for(self, name: str) -> str:
        """Return the label for someone else of this name, or for the reader ("")."""
        return (
            self.label_for_other.replace(NAME, name)
            if name and self.label_for_other
            else self.label
        )


class AccessNeed(models.Model):
    """A person's access request and its state. Health data: see `events.privacy`."""

    class State(models.TextChoices):
        ASKED = "asked", "Asked"
        ARRANGING = "arranging", "Being arranged"
        IN_PLACE = "in-place", "In place"
        NOT_POSSIBLE = "not-possible", "Not possible"
        TALK = "talk", "Let's talk"
        CHECKED = "checked", "Checked afterwards"

    # Those that still need an organiser. "Let's talk" is an answer, but the talk is to come.
    OPEN_STATES = (State.ASKED, State.ARRANGING, State.TALK)
    # Those for which somebody may have booked something.
    ARRANGED_STATES = (State.ARRANGING, State.IN_PLACE)

    person = models.ForeignKey("events.Person", on_delete=models.CASCADE, related_name="needs")
    option = models.ForeignKey(
        AccessOption, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # The option's words when they were asked for: the option can be renamed.
    option_label = models.CharField(max_length=120, blank=True, editable=False)
    option_hint = models.CharField(max_length=200, blank=True, editable=False)
    words = EncryptedTextField("in their own words", max_length=2000, blank=True)
    # The last of its `steps`, and the words of that step.
    state = models.CharField(max_length=20, choices=State.choices, default=State.ASKED)
    answer = EncryptedTextField("what we told them", max_length=1000, blank=True)
    owner = models.ForeignKey(
        "hub.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    note = EncryptedTextField("our own note", max_length=1000, blank=True)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(option__isnull=False) | ~models.Q(words=""),
                name="need_says_something",
            )
        ]

    def __str__(self) -> str:
        return f"Need {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN_STATES

    @property
    def needs_notice(self) -> bool:
        """Return whether it must be booked ahead, such as an interpreter."""
        return bool(self.option and self.option.needs_notice)

    @property
    def asked_words(self) -> str:
        """Return the request as the person read and wrote it."""
        return ": ".join(filter(None, (self.option_label, self.words)))

    @property
    def due_on(self) -> date:
        """Return the last day to see to it, in London: before the session if it needs notice."""
        session = self.person.booking.session
        return session.needs_deadline if self.needs_notice else london_date(session.starts_at)
