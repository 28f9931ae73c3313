"""The screens of "Write what we heard" in a real browser: for every way of looking, and without scripts."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from hub.models import User
from stories.importing.imports import begin, make_drafts, read_import
from stories.models import SummaryImport, SummaryPage
from tests.browser import axe, keyboard, layout
from tests.browser.test_admin import AT_REST
from tests.browser.test_series_editor import faults, frozen, log_in, tree
from tests.factories import make_series, make_session
from tests.stories.importing.deck_files import as_pptx
from tests.stories.importing.deck_specs import SLIDE_DECKS

pytestmark = pytest.mark.django_db(transaction=True)

__all__ = ["frozen", "tree"]

DECKS = {deck.name: deck for deck in SLIDE_DECKS}
START = "/admin/what-we-heard/"


@pytest.fixture
def editor(tree, frozen, visitor, live_server):
    """The browser of an editor, and the user."""
    someone = visitor()
    log_in(someone.page, live_server, "Editors")
    return someone, User.objects.get(username="editors")


def imported(user, name, now):
    this = begin(
        owner=user, session=None, data=as_pptx(DECKS[name]), file_name=f"{name}.pptx", now=now
    )
    read_import.func(this.pk)
    return SummaryImport.objects.get(pk=this.pk)


def test_every_screen_is_right_in_every_way_of_looking_at_it(editor, live_server, frozen):
    someone, user = editor
    page, now = someone.page, frozen
    make_session(series=make_series(), starts_at=now - timedelta(days=10))
    ready = imported(user, "scanned_page", now)
    done = imported(user, "habits", now)
    [draft] = make_drafts(this=done, choices=None, user=user, now=now)
    failed = SummaryImport.objects.create(owner=user, state="failed", problem="It is locked.")
    waiting = SummaryImport.objects.create(owner=user, file=b"tea", file_name="long-" * 20)
    screens = {
        "start": START,
        "pieces": f"{START}{ready.pk}/pieces/",
        "done": f"{START}{done.pk}/",
        "failed": f"{START}{failed.pk}/",
        "waiting": f"{START}{waiting.pk}/",
    }
    problems = []
    for name, path in screens.items():
        page.goto(live_server.url + path)
        page.evaluate(layout.ADD_STYLE, AT_REST)
        found = keyboard.walk(page, within=".desk")
        for width, options in ((320, axe.WITHOUT_AAA), (1280, axe.CONTRAST_AND_SIZES)):
            page.set_viewport_size({"width": width, "height": 900})
            found += [f"at {width}: {fault}" for fault in faults(page, options)]
            if page.evaluate("document.querySelector('.desk').scrollWidth > innerWidth"):
                found.append(f"at {width}: too wide")
        problems += [f"{name}: {fault}" for fault in found]
    assert problems == [], "\n".join(problems)

    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{live_server.url}/admin/pages/{draft.pk}/edit/")
    expect(page.get_by_text("Small groups")).to_be_visible()


def test_without_scripts_slides_become_a_draft(editor, live_server, frozen, visitor):
    someone, _ = editor
    session = make_session(series=make_series(), starts_at=datetime(2024, 5, 22, 9, 30, tzinfo=UTC))
    plain = visitor(java_script_enabled=False)
    plain.context.add_cookies(someone.context.cookies())
    page = plain.page
    page.goto(f"{live_server.url}{START}?session={session.page_id}")
    slides = {"name": "May.pptx", "mimeType": "text/plain", "buffer": as_pptx(DECKS["powerpoint"])}
    page.get_by_label("Your slides or notes").set_input_files(slides)
    page.get_by_role("button", name="Read it").click()
    page.goto(page.url)
    expect(page.get_by_role("heading", name="May.pptx")).to_be_visible()
    expect(page.get_by_label("Which session is it about?")).to_have_value(str(session.page_id))
    page.get_by_label("Where does it go? Make it business as usual").select_option(
        "Move to the final reflections"
    )
    page.get_by_role("button", name="Make the draft").click()
    draft = SummaryPage.objects.get()
    assert draft.session == session.page
    assert "Make it business as usual" in draft.reflections
