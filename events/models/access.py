"""Access options and access needs."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from events.models.attendance import MODE_FIELDS, AttendanceMode
from hub.encryption import EncryptedTextField
from hub.words import people_count

NAME = "NAME"  # stands for the name in `AccessOption.label_for_other`
MAX_NOTICE_DAYS = 60


class AccessOptionQuerySet(models.QuerySet):
    def offered(self) -> "AccessOptionQuerySet":
        return self.filter(in_use=True)

    def fitting(self, modes: Collection[AttendanceMode]) -> "AccessOptionQuerySet":
        """Return those for people who join in one of these modes."""
        fits = models.Q(pk__in=[])
        for mode in modes:
            fits |= models.Q(**{MODE_FIELDS[mode]: True})
        return self.filter(fits)

    def longest_notice(self) -> int:
        """Return how many working days the one that takes longest needs, of those offered."""
        longest = self.offered().aggregate(days=models.Max("notice_days"))["days"]
        return longest or 0


class AccessOptionWords(models.Model):
    """What people read of an option, and how early they must ask for it."""

    label = models.CharField(
        max_length=120,
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
    which_question = models.CharField(
        "question below the tick",
        max_length=120,
        blank=True,
        help_text="Only if we must know which one, for example: Which language? People can write "
        "their answer in a box below the tick.",
    )
    notice_days = models.PositiveSmallIntegerField(
        "working days we need",
        default=0,
        help_text="How many working days before the session we must know. The form then says the "
        "last day. Weekends and bank holidays do not count. Put 0 if there is nothing to book.",
    )

    class Meta:
        abstract = True

    def label_for(self, name: str) -> str:
        """Return the label for someone else of this name, or for the reader ("")."""
        return (
            self.label_for_other.replace(NAME, name)
            if name and self.label_for_other
            else self.label
        )


VERSIONED = tuple(field.name for field in AccessOptionWords._meta.local_fields)


class AccessOption(AccessOptionWords):
    """An access need offered on the booking form. Organisers edit the list.

    A change of its words or its lead time makes a new version: see `AccessOptionVersion`.
    """

    class Subject(models.TextChoices):
        TIMING = "timing", "Timing"
        FORMAT = "format", "Format"
        SUPPORT = "support", "Support"
        ROOM = "room", "In the room"

    subject = models.CharField(max_length=10, choices=Subject.choices, default=Subject.SUPPORT)
    by_video = models.BooleanField("for people who join by video", default=True)
    by_phone = models.BooleanField("for people who join by phone", default=True)
    in_person = models.BooleanField("for people who come in person", default=True)
    arranger = models.ForeignKey(
        "hub.User",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="who arranges it",
        help_text="Their name stands beside each request. Leave both empty for all organisers.",
    )
    arranger_group = models.ForeignKey(
        "auth.Group",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="or which group arranges it",
    )
    in_use = models.BooleanField(
        default=True, help_text="Take the tick away to stop offering this. Old answers stay."
    )
    sort_order = models.PositiveSmallIntegerField(default=100)

    objects = AccessOptionQuerySet.as_manager()

    class Meta:
        ordering = ["sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["label"],
                name="access_option_label_once",
                violation_error_code="unique",  # so that the field says it
                violation_error_message="These words are in the list already.",
            ),
            models.CheckConstraint(
                condition=models.Q(notice_days__lte=MAX_NOTICE_DAYS),
                name="access_option_notice_is_short",
                violation_error_message=f"Write {MAX_NOTICE_DAYS} days or less.",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's
        """Save, and keep the former version if people read something else from now on."""
        former = None
        if self.pk:
            former = AccessOption.objects.filter(pk=self.pk).values(*VERSIONED).first()
        super().save(*args, **kwargs)
        if former and former != {name: getattr(self, name) for name in VERSIONED}:
            self.versions.create(**former)

    def clean(self) -> None:
        super().clean()
        if not self.attendance_modes:
            raise ValidationError({"by_video": "Choose at least one way to join."})
        if self.pk:
            self._check_modes_taken_away()
        if self.arranger and self.arranger_group:
            raise ValidationError({"arranger_group": "Choose a person or a group, not both."})

    def _check_modes_taken_away(self) -> None:
        """Raise ValidationError if open needs would rest, though nobody has changed how they join."""
        before = AccessOption.objects.get(pk=self.pk)
        for mode in before.attendance_modes:
            waiting = AccessNeed.objects.filter(
                option=self,
                state__in=AccessNeed.OPEN_STATES,
                person__booking__attendance_mode=mode,
                person__booking__session__ends_at__gt=timezone.now(),
            ).exclude(person__booking__state="cancelled")
            if mode not in self.attendance_modes and (number := waiting.count()):
                message = (
                    f"Answer first who asked for it and joins like this: {people_count(number)}."
                )
                raise ValidationError({MODE_FIELDS[mode]: message})

    @property
    def attendance_modes(self) -> list[AttendanceMode]:
        return [mode for mode, name in MODE_FIELDS.items() if getattr(self, name)]

    def fits(self, mode: str) -> bool:
        return mode in self.attendance_modes

    @property
    def arranger_words(self) -> str:
        """Return who arranges it, or "" for all organisers."""
        if self.arranger:
            return self.arranger.get_full_name() or self.arranger.get_username()
        return self.arranger_group.name if self.arranger_group else ""


class AccessOptionVersion(AccessOptionWords):
    """What people read of an option until it was changed, for organisers to look up."""

    option = models.ForeignKey(AccessOption, on_delete=models.CASCADE, related_name="versions")
    until = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-until", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.label}, until {self.until:%d %B %Y}"


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
    # The option as it was when this was asked for: the option can be changed.
    option_label = models.CharField(max_length=120, blank=True, editable=False)
    option_hint = models.CharField(max_length=200, blank=True, editable=False)
    option_notice_days = models.PositiveSmallIntegerField(default=0, editable=False)
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
        return self.option_notice_days > 0

    @property
    def asked_words(self) -> str:
        """Return the request as the person read and wrote it."""
        return ": ".join(filter(None, (self.option_label, self.words)))

    @property
    def due_on(self) -> date:
        """Return the last day to see to it, in London: as early as the option said when they asked."""
        return self.person.booking.session.last_day(self.option_notice_days)
