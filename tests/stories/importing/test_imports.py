"""From a file to drafts: read by the worker, looked at, made once, and forgotten in time."""

import io
import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image
from wagtail.blocks import StreamBlockValidationError

from events.models import Quote, SessionCount, SessionPageTopic
from hub.jobs import run_due_jobs
from hub.models import Picture, User
from stories.importing import errors
from stories.importing.imports import (
    begin,
    draft_without_file,
    make_drafts,
    parts_of,
    purge,
    read_import,
)
from stories.importing.pictures import checked_picture
from stories.importing.placements import Place
from stories.importing.readers import read
from stories.importing.sandbox import Contents, read_apart
from stories.importing.sorting import sort_deck
from stories.models import ImportedPicture, StoriesPage, SummaryImport, SummaryPage
from tests import factories
from tests.stories.factories import make_topic
from tests.stories.importing.deck_files import as_pdf, as_pptx, photo
from tests.stories.importing.deck_specs import SLIDE_DECKS

pytestmark = pytest.mark.django_db
DECKS = {deck.name: deck for deck in SLIDE_DECKS}
State = SummaryImport.State
NOW = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(site, time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch):
    """Read files here: a process of its own takes seconds to start."""

    def read_here(data: bytes) -> Contents:
        deck = read(data)
        return Contents(deck.unit, sort_deck(deck), deck.pictures)

    monkeypatch.setattr("stories.importing.imports.read_apart", read_here)


@pytest.fixture
def editor():
    user = User.objects.create_user("editor", "ed@example.org", "brew")
    user.groups.add(Group.objects.get(name="Editors"))
    return user


def session_on(*day: int, **fields):
    return factories.make_session(starts_at=datetime(*day, 10, 30, tzinfo=UTC), **fields)


def imported(editor, data: bytes, *, session=None) -> SummaryImport:
    this = begin(owner=editor, session=session, data=data, file_name="slides.pptx", now=NOW)
    read_import.func(this.pk)
    this.refresh_from_db()
    return this


def drafts_from(editor, data: bytes, *, session=None, choices=None) -> list[SummaryPage]:
    this = imported(editor, data, session=session)
    pages = make_drafts(this=this, choices=choices, user=editor, now=NOW)
    return [SummaryPage.objects.get(pk=page.pk) for page in pages]


def test_slides_become_a_draft_with_each_piece_in_its_place(editor):
    topic = make_topic()
    session = session_on(2024, 5, 22)
    SessionPageTopic.objects.create(page=session.page, topic=topic)
    [page] = drafts_from(editor, as_pptx(DECKS["powerpoint"]))
    assert not page.live
    assert page.title == "Over a Brew: Our principles"
    assert page.session == session.page
    assert str(page.published_on) == "2024-05-22"
    assert page.people_came == 29
    assert list(page.topics.all()) == [topic]
    assert page.questions.split("\n")[0] == "What belongs in a set of principles?"
    themes = [(theme["heading"], len(theme["points"])) for theme in page.theme_list]
    assert themes == [
        ("Commit to co-production", 3),
        ("Involve people early", 2),
        ("Help people join in", 3),
    ]
    quotes = [(block.value["words"], block.value["who"]) for block in page.quotes]
    assert ("I came to listen and found I had a lot to say.", "A carer from Norfolk") in quotes
    assert "Trust is slow to build" in page.reflections
    assert "The break came too late." in page.feedback
    assert "26 June 2024" in page.what_next
    assert "We met to ask" in page.introduction


def test_poem_video_and_pictures_become_blocks_that_wait_for_a_person(editor):
    [page] = drafts_from(editor, as_pptx(DECKS["poem_film_notes"]))
    poem, video = page.poem[0].value, page.video[0].value
    assert poem["title"] == "A poem: The door is open"
    assert poem["author"] == "Maureen from the collective"
    assert poem["words"].split("\n")[2] == ""
    assert (video["title"], video["captions_checked"]) == ("The film we watched", False)
    assert video.external_video.service == "YouTube"

    [page] = drafts_from(editor, as_pptx(DECKS["scanned_page"]))
    picture = page.more[0].value["picture"]
    assert (picture.contextual_alt_text, picture.decorative) == ("", False)
    assert page.publication_errors() == {}  # of the page; the block refuses:
    with pytest.raises(StreamBlockValidationError):
        page.more.stream_block.clean(page.more)


def test_each_session_of_a_file_becomes_a_draft_about_its_session(editor):
    days = [(2024, 7, 1), (2024, 7, 2), (2024, 7, 3), (2024, 7, 5)]
    series = factories.make_series()
    sessions = [session_on(*day, series=series) for day in days]
    pages = drafts_from(editor, as_pptx(DECKS["five_sessions"]), session=sessions[0].page)
    assert [page.session for page in pages] == [*(each.page for each in sessions), None]
    assert [page.people_came for page in pages] == [31, 26, 35, 28, 22]
    assert pages[0].title == "Essex: what is missing?"


def test_with_two_sessions_on_a_day_the_one_it_was_begun_from_counts(editor):
    series = factories.make_series()
    session_on(2024, 5, 22)
    second = session_on(2024, 5, 22, series=series, title="Another")
    [page] = drafts_from(editor, as_pptx(DECKS["powerpoint"]), session=second.page)
    assert page.session == second.page


def test_of_two_sessions_on_a_day_the_one_with_that_title_counts(editor):
    series = factories.make_series()
    session_on(2024, 5, 22, series=series, title="Buses and trains")
    named = session_on(2024, 5, 22, series=series, title="What our principles are")
    [page] = drafts_from(editor, as_pptx(DECKS["powerpoint"]))
    assert page.session == named.page


def test_a_session_to_come_or_cancelled_is_never_matched(editor):
    session = session_on(2024, 5, 22)
    type(session).objects.filter(pk=session.pk).update(status="cancelled")
    [page] = drafts_from(editor, as_pptx(DECKS["powerpoint"]))
    assert page.session is None


def test_every_word_of_the_slides_is_in_the_draft_or_in_the_list_beside_it(editor):
    deck = DECKS["habits"]
    this = imported(editor, as_pptx(deck))
    [page] = make_drafts(this=this, choices=None, user=editor, now=NOW)
    this.refresh_from_db()
    page = SummaryPage.objects.get(pk=page.pk)
    left = this.contents["left"][str(page.pk)]
    texts = [
        page.title,
        page.introduction,
        page.in_short,
        page.what_next,
        *(each["text"] for each in left),
    ]
    texts += [
        str(block.value)
        for stream in (page.themes, page.quotes, page.video, page.more)
        for block in stream
    ]
    everything = " ".join(texts)
    on_page_of_session = {Place.DATE, Place.PEOPLE, Place.LABEL}
    for line in deck.expected():
        if line.place not in on_page_of_session and "said: “" not in line.text:
            assert line.text in everything, line
    assert {each["slide"] for each in left} == {1, 2, 6}
    assert page.people_came == 34


def test_what_a_line_with_a_day_says_besides_is_listed_beside_the_draft(editor):
    this = imported(
        editor, b"<h1>Buses</h1><p>At Ely library, 22 May 2024</p><p>29 people came.</p>"
    )
    [page] = make_drafts(this=this, choices=None, user=editor, now=NOW)
    this.refresh_from_db()
    assert [each["text"] for each in this.contents["left"][str(page.pk)]] == [
        "At Ely library, 22 May 2024"
    ]


def test_a_link_is_never_lost(editor):
    words = (
        b"<h1>Tea</h1><p>Read <a href='https://brew.example/a?b=1&amp;c=2'>this page</a> first.</p>"
        b"<h2>Theme</h2><ul><li>See <a href='https://brew.example/list'>the list</a></li>"
        b'<li><a href="https://brew.example/said">"I was there with you."</a></li></ul>'
    )
    [page] = drafts_from(editor, words)
    assert (
        '<a href="https://brew.example/a?b=1&amp;c=2">https://brew.example/a?b=1&amp;c=2</a>'
        in page.introduction
    )
    assert page.quotes[0].value["words"] == "I was there with you."
    this = SummaryImport.objects.get()
    left = [each["text"] for each in this.contents["left"][str(page.pk)]]
    assert left == ["I was there with you. https://brew.example/said"]
    assert "(https://brew.example/list)" in page.theme_list[0]["points"][0]


def test_choices_move_pieces_and_leave_them_out(editor):
    this = imported(editor, as_pptx(DECKS["powerpoint"]))
    found = {each.text: f"0-{n}" for n, each in enumerate(parts_of(this)[0].placements)}
    places = {
        found["Give it money and time in the plan."]: "reflection",
        found["Ask before the first draft is written"]: "left_out",
        found["29 people attended"]: "left_out",
    }
    [page] = make_drafts(
        this=this, choices={"places": places, "sessions": {}}, user=editor, now=NOW
    )
    page = SummaryPage.objects.get(pk=page.pk)
    assert "Give it money and time" in page.reflections
    assert "Ask before" not in str(page.themes)
    assert page.people_came is None


def test_the_drafts_are_made_once_however_often_somebody_presses(editor):
    this = imported(editor, as_pptx(DECKS["powerpoint"]))
    first = make_drafts(this=this, choices=None, user=editor, now=NOW)
    again = make_drafts(this=this, choices={"places": {}, "sessions": {}}, user=editor, now=NOW)
    assert [page.pk for page in first] == [page.pk for page in again]
    assert SummaryPage.objects.count() == 1


@pytest.mark.threads("two presses at once")
@pytest.mark.django_db(transaction=True)
def test_two_presses_at_the_same_moment_make_one_draft(editor):
    this = imported(editor, as_pptx(DECKS["powerpoint"]))
    barrier, found = threading.Barrier(2, timeout=60), []

    def press():
        try:
            barrier.wait()
            found.append(
                [page.pk for page in make_drafts(this=this, choices=None, user=editor, now=NOW)]
            )
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 2
    assert found[0] == found[1]
    assert SummaryPage.objects.count() == 1


def test_a_session_that_went_meanwhile_leaves_a_draft_without_it(editor):
    session = session_on(2024, 5, 22)
    this = imported(editor, as_pptx(DECKS["powerpoint"]), session=session.page)
    session.page.delete()
    this.refresh_from_db()
    [page] = make_drafts(this=this, choices=None, user=editor, now=NOW)
    assert (page.session, page.title) == (None, "Over a Brew: Our principles")


def test_the_file_goes_as_soon_as_it_is_read_and_so_do_pictures_once_the_draft_is_made(editor):
    this = imported(editor, as_pptx(DECKS["scanned_page"]))
    assert (this.state, this.file) == (State.READY, None)
    assert ImportedPicture.objects.count() == 2
    assert not Picture.objects.exists()  # nothing of it is public yet
    make_drafts(this=this, choices=None, user=editor, now=NOW)
    assert not ImportedPicture.objects.exists()
    assert Picture.objects.count() == 2


def test_a_file_that_cannot_be_read_is_deleted_too_and_says_why(editor):
    this = imported(editor, as_pdf(DECKS["powerpoint"], password="tea"))
    assert (this.state, this.problem, this.file) == (State.FAILED, errors.LOCKED, None)


def test_a_fault_of_ours_ends_in_a_sentence(editor, monkeypatch):
    monkeypatch.setattr("stories.importing.imports.read_apart", lambda data: 1 / 0)
    this = imported(editor, b"tea")
    assert (this.state, this.problem, this.file) == (State.FAILED, errors.BROKEN, None)


def test_reading_again_after_an_interruption_gives_the_same(editor):
    this = begin(
        owner=editor, session=None, data=as_pptx(DECKS["powerpoint"]), file_name="", now=NOW
    )
    SummaryImport.objects.update(state=State.READING)  # a worker was stopped
    read_import.func(this.pk)
    before = SummaryImport.objects.get()
    read_import.func(this.pk)
    assert SummaryImport.objects.get().contents == before.contents


def test_a_file_goes_after_a_day_and_an_import_after_a_week(editor):
    this = begin(owner=editor, session=None, data=b"tea", file_name="", now=NOW)
    assert not purge(now=NOW + timedelta(hours=23))
    assert purge(now=NOW + timedelta(days=1)) == {"files forgotten": 1}
    this.refresh_from_db()
    assert (this.file, this.state) == (None, State.FAILED)
    assert not purge(now=NOW + timedelta(days=6, hours=23))
    run_due_jobs(now=NOW + timedelta(days=7), with_tasks=False)
    assert not SummaryImport.objects.exists()


def test_the_words_are_encrypted_in_the_database(editor):
    imported(editor, as_pptx(DECKS["powerpoint"]))
    with connection.cursor() as cursor:
        cursor.execute("SELECT contents FROM stories_summaryimport")
        assert "principles" not in cursor.fetchone()[0]


def test_without_a_file_the_draft_has_all_that_is_known_of_the_session(editor):
    session = session_on(2027, 1, 27)
    session.page.questions = "What helps?\nWhat gets in the way?"
    session.page.save()
    session.page.topic_links.create(topic=make_topic())
    for topic, label, answer, number in (
        ("people", "2 morning", "video", 30),
        ("missed", "", "stayed-away", 4),
    ):
        SessionCount.objects.create(
            session=session,
            topic=topic,
            label=label,
            answer=answer,
            number=number,
            held_on=NOW.date(),
        )
    page = SummaryPage.objects.get(
        pk=draft_without_file(session=session.page, user=editor, now=NOW).pk
    )
    assert (page.title, page.people_came) == ("Unpaid carers", 26)
    assert page.questions == "What helps?\nWhat gets in the way?"
    assert page.session == session.page
    again = draft_without_file(session=session.page, user=editor, now=NOW)
    assert again.pk == page.pk


def test_a_small_number_that_was_counted_is_left_to_a_person(editor):
    session = session_on(2027, 1, 27)
    for topic, answer, number in (("people", "video", 6), ("missed", "stayed-away", 2)):
        SessionCount.objects.create(
            session=session, topic=topic, answer=answer, number=number, held_on=NOW.date()
        )
    page = draft_without_file(session=session.page, user=editor, now=NOW)
    assert page.people_came is None


def test_quotes_given_with_permission_are_on_the_page_until_they_are_taken_back(editor, client):
    session = session_on(2027, 1, 27)
    shown = Quote.objects.create(
        session=session, words="I felt at home.", name="Ann", is_shown=True
    )
    Quote.objects.create(session=session, words="Not on the site yet.")
    page = draft_without_file(session=session.page, user=editor, now=NOW)
    page = SummaryPage.objects.get(pk=page.pk)
    page.summary = "What we heard."
    page.save_revision().publish()
    words = client.get(page.get_url()).content.decode()
    assert "I felt at home." in words
    assert "Not on the site yet." not in words
    shown.delete()
    assert "I felt at home." not in client.get(page.get_url()).content.decode()


def test_pictures_are_checked_as_uploads_are(settings):
    content = photo("mug")
    assert checked_picture(content) == (content, "png")
    assert checked_picture(content[:60]) is None
    assert checked_picture(b"\xd7\xcd\xc6\x9a a metafile of Windows") is None
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 1000
    assert checked_picture(content) is None


def test_a_picture_loses_what_the_camera_wrote_into_it():
    exif = Image.Exif()
    exif[0x010E] = "At home, 12 High Street"
    buffer = io.BytesIO()
    Image.new("RGB", (40, 40)).save(buffer, "JPEG", exif=exif)
    content, extension = checked_picture(buffer.getvalue())
    assert extension == "jpg"
    assert b"High Street" not in content


def test_an_old_kind_of_picture_is_made_into_one_that_pages_show():
    buffer = io.BytesIO()
    Image.new("RGB", (40, 40)).save(buffer, "BMP")
    assert checked_picture(buffer.getvalue())[1] == "png"


# Screens ------------------------------------------------------------------------------------------


@pytest.fixture
def in_admin(client, editor):
    client.force_login(editor)
    return client


def send(client, capture, **fields):
    with capture(execute=True):  # the worker
        response = client.post("/admin/what-we-heard/", fields)
    return client.get(response["Location"], follow=True)


def test_an_editor_sends_slides_looks_at_the_pieces_and_gets_the_draft(
    in_admin, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr("stories.importing.imports.read_apart", read_apart)  # the real way
    session = session_on(2024, 5, 22)
    file = SimpleUploadedFile("May.pptx", as_pptx(DECKS["powerpoint"]))
    page = send(
        in_admin, django_capture_on_commit_callbacks, session=session.page_id, file=file, read="1"
    )
    this = SummaryImport.objects.get()
    assert page.redirect_chain[-1][0] == f"/admin/what-we-heard/{this.pk}/pieces/"
    words = page.content.decode()
    assert "Keep as a question we asked" in words
    assert "Slide 3" in words
    assert "Look at what we found in May.pptx" in in_admin.get("/admin/").content.decode()

    url = f"/admin/what-we-heard/{this.pk}/pieces/"
    in_admin.post(url, {"place-0-0": "left_out", "place-0-1": "not a place", "save": "1"})
    this.refresh_from_db()
    assert this.choices["places"] == {"0-0": "left_out"}
    made = in_admin.post(
        url, {"place-0-0": "title", "make": "1", "session-0": str(session.page_id)}
    )
    draft = SummaryPage.objects.get()
    assert made["Location"] == f"/admin/pages/{draft.pk}/edit/"
    assert draft.title == "Over a Brew: Our principles"
    # A second press, or the browser's way back, leads to the same draft.
    again = in_admin.post(url, {"make": "1"}, follow=True)
    assert f"/admin/pages/{draft.pk}/edit/" in again.content.decode()
    assert SummaryPage.objects.count() == 1


def test_what_has_no_place_is_listed_beside_the_draft(in_admin, editor):
    this = imported(editor, as_pptx(DECKS["habits"]))
    [page] = make_drafts(this=this, choices=None, user=editor, now=NOW)
    words = in_admin.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "What has no place yet" in words
    assert "Slide 2" in words
    assert "Small groups" in words


@pytest.mark.parametrize("name", ["poem_film_notes", "scanned_page", "two_columns", "long"])
def test_a_draft_can_be_edited_and_looked_at_as_it_is(in_admin, editor, name):
    if name == "long":  # longer than the fields for headings and names take
        words = "tea and cake and time to talk " * 10
        data = (
            f"<h1>Tea</h1><h2>{words}</h2><p>Yes</p><h2>Quotes</h2><p>“I had {words}”</p>".encode()
        )
    else:
        data = as_pptx(DECKS[name])
    [page] = drafts_from(editor, data)
    assert in_admin.get(f"/admin/pages/{page.pk}/edit/").status_code == 200
    assert in_admin.get(f"/admin/pages/{page.pk}/view_draft/").status_code == 200


def test_the_screen_says_if_there_is_a_page_about_the_session(in_admin, editor):
    session = session_on(2024, 5, 22)
    draft_without_file(session=session.page, user=editor, now=NOW)
    this = imported(editor, as_pptx(DECKS["powerpoint"]))
    words = in_admin.get(f"/admin/what-we-heard/{this.pk}/pieces/").content.decode()
    assert "There is a page about this session already" in words


def test_while_the_worker_is_busy_the_page_says_so_and_never_moves_by_itself(in_admin, editor):
    this = begin(owner=editor, session=None, data=b"tea", file_name="a.txt", now=NOW)
    words = in_admin.get(f"/admin/what-we-heard/{this.pk}/").content.decode()
    assert "It is in the queue." in words
    assert "Look now" in words
    assert "http-equiv" not in words  # WCAG 2.2.1: nothing reloads on a timer
    SummaryImport.objects.update(state=State.FAILED, problem=errors.LOCKED)
    words = in_admin.get(f"/admin/what-we-heard/{this.pk}/").content.decode()
    assert "locked with a password" in words


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Choose a file, or paste words."),
        ({"words": "tea", "file": SimpleUploadedFile("a.txt", b"tea")}, "One of the two."),
        ({"session": "77", "words": "tea"}, "Choose"),
    ],
)
def test_what_is_missing_is_said_at_the_field(in_admin, fields, sentence):
    session = session_on(2027, 1, 27)
    response = in_admin.post(
        "/admin/what-we-heard/", {"session": session.page_id, "read": "1"} | fields
    )
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert not SummaryImport.objects.exists()


def test_a_file_that_is_too_big_is_refused_before_it_is_kept(in_admin, monkeypatch):
    monkeypatch.setattr("stories.importing.forms.MAX_BYTES", 2)
    file = SimpleUploadedFile("a.txt", b"tea")
    response = in_admin.post("/admin/what-we-heard/", {"session": "0", "file": file, "read": "1"})
    assert errors.TOO_BIG in response.content.decode()


def test_a_session_leads_to_the_form_and_without_a_file_to_a_draft(in_admin):
    session = session_on(2027, 1, 27)
    start = f"/admin/what-we-heard/?session={session.page_id}"
    links = [
        in_admin.get(url).content.decode()
        for url in (
            "/admin/",
            f"/admin/pages/{session.page_id}/edit/",
            f"/admin/pages/{session.series_id}/edit/",
        )
    ]
    assert all(start in words for words in links)
    response = in_admin.post("/admin/what-we-heard/", {"session": session.page_id, "blank": "1"})
    draft = SummaryPage.objects.get()
    assert response["Location"] == f"/admin/pages/{draft.pk}/edit/"
    assert in_admin.get(response["Location"]).status_code == 200
    assert "There is a draft about this session already" in in_admin.get(start).content.decode()


def test_only_the_owner_sees_an_import(client, editor):
    this = imported(editor, as_pptx(DECKS["scanned_page"]))
    picture = this.pictures.first()
    urls = [
        f"/admin/what-we-heard/{this.pk}/",
        f"/admin/what-we-heard/{this.pk}/pieces/",
        f"/admin/what-we-heard/{this.pk}/picture/{picture.pk}/",
    ]
    other = User.objects.create_user("other", "o@example.org", "brew")
    other.groups.add(Group.objects.get(name="Editors"))
    client.force_login(other)
    assert [client.get(url).status_code for url in urls] == [404] * 3
    client.force_login(editor)
    assert [client.get(url).status_code for url in urls] == [302, 200, 200]
    assert client.get(urls[2])["Cache-Control"].startswith("private, no-store")
    client.post(f"/admin/what-we-heard/{this.pk}/delete/")
    assert not SummaryImport.objects.exists()


def test_the_screen_of_a_session_leads_to_the_form_once_the_session_has_begun(in_admin, editor):
    editor.groups.add(Group.objects.get(name="Organisers"))
    held, coming = session_on(2027, 1, 27), session_on(2027, 2, 24)
    screens = [
        in_admin.get(f"/admin/sessions/{each.pk}/").content.decode() for each in (held, coming)
    ]
    assert ["Write what we heard" in words for words in screens] == [True, False]


def test_who_may_not_write_stories_has_no_way_in(client, editor):
    session = session_on(2027, 1, 27)
    editor.groups.set([Group.objects.get(name="Organisers")])
    client.force_login(editor)
    assert client.get("/admin/what-we-heard/")["Location"] == "/admin/"
    for url in ("/admin/", f"/admin/sessions/{session.pk}/"):
        assert "/admin/what-we-heard/" not in client.get(url).content.decode()


def test_many_pieces_come_on_several_pages_and_keep_what_was_chosen(in_admin, editor):
    this = imported(editor, as_pptx(DECKS["sixty_slides"]))
    url = f"/admin/what-we-heard/{this.pk}/pieces/"
    assert "page 2 of 3" in in_admin.get(url).content.decode()
    response = in_admin.post(url, {"place-0-5": "left_out", "more": "1"})
    assert response["Location"] == f"{url}?page=2"
    in_admin.post(f"{url}?page=2", {"place-0-5": "title", "place-0-70": "reflection", "make": "1"})
    this.refresh_from_db()
    assert this.choices["places"] == {"0-5": "left_out", "0-70": "reflection"}
    assert StoriesPage.objects.get().get_children().count() == 1


def test_the_screen_asks_the_database_no_more_for_many_pieces(in_admin, editor):
    counts = []
    for name in ("two_columns", "powerpoint"):
        this = imported(editor, as_pptx(DECKS[name]))
        in_admin.get(f"/admin/what-we-heard/{this.pk}/pieces/")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            in_admin.get(f"/admin/what-we-heard/{this.pk}/pieces/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
