"""Services of imports: begin, read, remember choices, make the drafts, give up, delete in time."""

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task
from wagtail.models import Page

from events.models import SessionPage
from hub.error_location import error_location
from hub.models import User
from stories.importing import errors
from stories.importing.days import without_days
from stories.importing.drafts import draft_of
from stories.importing.errors import UnreadableFile
from stories.importing.matching import past_sessions, session_for
from stories.importing.people_count import people_in
from stories.importing.pictures import checked_picture
from stories.importing.placements import Part, Place, Placement
from stories.importing.sandbox import read_apart
from stories.models import ImportedPicture, StoriesPage, SummaryImport, SummaryPage

logger = logging.getLogger(__name__)

KEEP_FILE = timedelta(days=1)
KEEP = timedelta(days=7)
NOT_SHOWN = "Our pages cannot show this kind of picture. Save it as JPEG, and add it by hand."
WITHOUT_LINKS = (Place.TITLE, Place.DATE, Place.PEOPLE, Place.LABEL, Place.QUOTE, Place.POEM)
State = SummaryImport.State


@transaction.atomic
def begin(
    *, owner: User, session: SessionPage | None, data: bytes, file_name: str, now: datetime
) -> SummaryImport:
    """Keep what an editor sent, and let the worker read it."""
    made = SummaryImport.objects.create(
        owner=owner, session=session, file=data, file_name=file_name[:200], started_at=now
    )
    transaction.on_commit(lambda: read_import.enqueue(made.pk))
    return made


@task()
def read_import(pk: int) -> None:
    """Read the file of an import, then forget the file. Safe to run again."""
    started = SummaryImport.objects.filter(pk=pk, state__in=[State.WAITING, State.READING])
    if not started.update(state=State.READING):
        return
    this = started.get()
    if this.file is None:
        _fail(this, errors.BROKEN)
        return
    try:
        contents = read_apart(bytes(this.file))
    except UnreadableFile as error:
        _fail(this, str(error))
        return
    except Exception as error:  # whatever it is, its editor must hear of it
        logger.error("An import could not be read: %s", error_location(error))
        _fail(this, errors.BROKEN)
        return
    with transaction.atomic():
        _keep_pictures(this, contents.pictures, contents.parts)
        SummaryImport.objects.filter(pk=pk, state=State.READING).update(
            state=State.READY,
            file=None,
            contents={"unit": contents.unit, "parts": [part.to_json() for part in contents.parts]},
            choices={"sessions": _matched(this, contents.parts)},
        )


def _fail(this: SummaryImport, problem: str) -> None:
    SummaryImport.objects.filter(pk=this.pk).update(state=State.FAILED, problem=problem, file=None)


def _keep_pictures(this: SummaryImport, pictures: dict[str, bytes], parts: list[Part]) -> None:
    checked = {key: checked_picture(content) for key, content in pictures.items()}
    ImportedPicture.objects.bulk_create(
        (
            ImportedPicture(summary_import=this, key=key, content=found[0], extension=found[1])
            for key, found in checked.items()
            if found
        ),
        ignore_conflicts=True,
    )
    for part in parts:
        for each in part.placements:
            if each.picture and not checked.get(each.picture):
                each.place, each.reason = Place.UNPLACED, NOT_SHOWN


def _matched(this: SummaryImport, parts: list[Part]) -> dict[str, int]:
    """Return the pages of the sessions that the parts are about, by the number of the part."""
    sessions = past_sessions(timezone.now())
    found = {}
    for number, part in enumerate(parts):
        page = session_for(
            part, begun_from=this.session, is_only=len(parts) == 1, sessions=sessions
        )
        if page:
            found[str(number)] = page.pk
    return found


def parts_of(this: SummaryImport) -> list[Part]:
    contents: dict[str, Any] = this.contents
    return [Part.from_json(part) for part in contents.get("parts", [])]


def place_of(this: SummaryImport, key: str, placement: Placement) -> Place:
    """Return where the editor wants a piece: the place that was found, unless they chose another."""
    return Place(this.choices.get("places", {}).get(key, default_place(placement)))


def default_place(placement: Placement) -> Place:
    """Return what happens to a piece that nobody touches: notes of the speaker stay out."""
    return Place.LEFT_OUT if placement.place == Place.NOTE else placement.place


@transaction.atomic
def save_choices(*, this: SummaryImport, choices: dict[str, Any]) -> bool:
    """Keep choices for later. Return False if the drafts are made meanwhile."""
    return bool(SummaryImport.objects.filter(pk=this.pk, state=State.READY).update(choices=choices))


@transaction.atomic
def make_drafts(
    *, this: SummaryImport, choices: dict[str, Any] | None, user: User, now: datetime
) -> list[Page]:
    """Return the drafts of an import, made once, however often somebody presses. Locks the row."""
    this = SummaryImport.objects.select_for_update().get(pk=this.pk)
    if this.state != State.READY:
        return list(this.drafts.order_by("pk"))
    if choices is not None:
        this.choices = choices
    pictures = {each.key: each for each in this.pictures.all()}
    chosen = this.choices.get("sessions", {})
    pages = SessionPage.objects.select_related("session__series").in_bulk(
        [pk for pk in chosen.values() if pk]
    )
    drafts: list[Page] = []
    left: dict[str, list[dict[str, Any]]] = {}
    for number, part in enumerate(parts_of(this)):
        placements = [
            replace(each, place=place_of(this, f"{number}-{index}", each))
            for index, each in enumerate(part.placements)
        ]
        if all(each.place in (Place.LEFT_OUT, Place.UNPLACED) for each in placements):
            continue
        page = draft_of(
            placements,
            session=pages.get(chosen.get(str(number)) or 0),
            pictures=pictures,
            people=_people_of(part, placements),
            user=user,
            now=now,
        )
        _save_draft(page, user)
        drafts.append(page)
        left[str(page.pk)] = [
            {
                "slide": each.slide,
                "text": " ".join([each.text, *each.links]),
                "reason": each.reason,
                "is_picture": bool(each.picture),
            }
            for each in placements
            if each.place == Place.UNPLACED or _says_more(each, page)
        ]
    if drafts:
        this.contents = this.contents | {"left": left}
        this.drafts.set(drafts)
        this.state = State.DONE
        this.pictures.all().delete()
    this.save(update_fields=["choices", "contents", "state"])
    return drafts


def _says_more(placement: Placement, page: SummaryPage) -> bool:
    """Return whether a piece says more than the page shows of it, or has a link with no place there."""
    if placement.links and placement.place in WITHOUT_LINKS:
        return True
    if placement.place == Place.PEOPLE:
        found = people_in(placement.text, most_other_words=0)
        return not (found and found[1])
    if placement.place != Place.DATE:
        return False
    held = getattr(page.session, "session", None)
    known = {page.title, held.series.title if held else ""}
    rest = without_days(placement.text).casefold()
    return bool(rest) and rest not in {each.casefold() for each in known}


def _people_of(part: Part, placements: Sequence[Placement]) -> int | None:
    """Return the number that the file gives, unless the editor does not want the line that gives it."""
    before = sum(each.place == Place.PEOPLE for each in part.placements)
    after = sum(each.place == Place.PEOPLE for each in placements)
    return part.people if before == 0 or after else None


def _save_draft(page: SummaryPage, user: User) -> None:
    StoriesPage.objects.get().add_child(instance=page)
    page.save_revision(user=user, log_action=True)


@transaction.atomic
def draft_without_file(*, session: SessionPage | None, user: User, now: datetime) -> Page:
    """Return a draft with all that is known of a session; the one that is there, if there is one."""
    if session:
        SessionPage.objects.select_for_update().get(pk=session.pk)  # two may press at once
        if existing := drafts_about(session).first():
            return existing
    page = draft_of([], session=session, pictures={}, people=None, user=user, now=now)
    _save_draft(page, user)
    return page


def drafts_about(session: SessionPage) -> Any:  # noqa: ANN401 - a query set of pages
    return SummaryPage.objects.filter(session=session, live=False).order_by("pk")


def purge(*, now: datetime) -> Counter[str]:
    """Delete files after a day, and imports after a week."""
    files = SummaryImport.objects.exclude(file=None).filter(started_at__lte=now - KEEP_FILE)
    number = files.update(file=None, state=State.FAILED, problem=errors.TOO_LONG)
    old = SummaryImport.objects.filter(started_at__lte=now - KEEP)
    deleted = old.count()
    old.delete()
    return +Counter({"files forgotten": number, "imports forgotten": deleted})
