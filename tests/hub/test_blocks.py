import re

import pytest
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError
from wagtail.documents import get_document_model
from wagtail.images.tests.utils import get_test_image_file

from hub.blocks.quotes import PoemBlock, QuoteBlock
from hub.blocks.video import VideoBlock
from hub.blocks.video_links import VideoLink, video_link
from hub.models import Picture
from stories.blocks.body import BodyBlock, WelcomeBlock
from stories.models import StoryPage
from tests import factories

BODY = list(BodyBlock().child_blocks.items())


@pytest.fixture
def content(site):
    """One of each thing that a block can point to."""
    Picture.objects.create(title="Mugs", file=get_test_image_file("mugs.png"))
    get_document_model().objects.create(title="Principles", file="principles.pdf")
    factories.make_session()
    site.stories.add_child(instance=StoryPage(title="My day", summary="It was long."))
    return site


def test_every_block_is_described_previewed_and_drawn(content):
    request = RequestFactory().get("/")
    for name, block in BODY:
        assert block.is_previewable, name
        assert block.get_description(), name
        assert block.meta.group, name
        assert block.meta.icon != "placeholder", name
        assert block.meta.template.startswith("blocks/"), name
        rendered = block.render(block.get_preview_value(), context={"request": request}).strip()
        assert rendered, name
        assert "{{" not in rendered, name
        assert " style=" not in rendered, name


def test_every_preview_is_a_whole_page(content, admin_client):
    for name, block in BODY:
        page = admin_client.get("/admin/block-preview/", {"id": block.definition_prefix})
        assert page.status_code == 200, name
        assert b"</html>" in page.content, name


def test_every_block_copes_with_an_empty_site(db):
    for _, block in BODY:
        block.render(block.get_preview_value(), context={"request": RequestFactory().get("/")})


def test_the_home_page_offers_only_blocks_that_other_pages_know():
    assert set(WelcomeBlock().child_blocks) < set(BodyBlock().child_blocks)


def test_headings_begin_below_the_title_of_the_page():
    choices = dict(BodyBlock().child_blocks["heading"].child_blocks["level"].field.choices)
    assert set(choices) == {"h2", "h3"}


def test_a_smaller_heading_needs_a_heading_before_it():
    block = BodyBlock()

    def body(*levels):
        return block.to_python(
            [{"type": "heading", "value": {"text": "Hello", "level": level}} for level in levels]
        )

    block.clean(body("h2", "h3", "h2"))
    with pytest.raises(StreamBlockValidationError) as refused:
        block.clean(body("h3", "h2"))
    assert set(refused.value.block_errors[0].block_errors) == {"level"}


def test_no_block_skips_a_level_of_headings(content):
    request = RequestFactory().get("/")
    for name, block in BODY:
        rendered = block.render(block.get_preview_value(), context={"request": request})
        levels = [int(level) for level in re.findall(r"<h(\d)", rendered)]
        assert 1 not in levels, name
        assert not levels or levels[0] == 2, name


def test_a_poem_keeps_its_lines_its_verses_and_its_language():
    value = PoemBlock().to_python(
        {"title": "Paned", "words": "Un\n  dau\n\ntri", "author": "Mair", "language": "cy"}
    )
    rendered = PoemBlock().render(value)
    assert 'lang="cy"' in rendered
    assert rendered.count('<p class="stanza"') == 2
    assert rendered.count("<br>") == 1
    assert '<span class="line line-in-1">dau</span>' in rendered
    assert "<pre" not in rendered


def test_what_people_say_is_shown_as_text():
    rendered = QuoteBlock().render(QuoteBlock().to_python({"words": "<b>Hi</b>", "who": "A & B"}))
    assert "&lt;b&gt;Hi&lt;/b&gt;" in rendered
    assert "A &amp; B" in rendered


def test_a_chosen_session_is_shown_with_a_way_to_book_until_it_starts(content, time_machine):
    session = factories.make_session(starts_at=factories.STARTS_AT.replace(month=2))
    block = BodyBlock().child_blocks["session"]

    def rendered() -> str:
        value = block.to_python({"session": session.page_id})
        return block.render(value, context={"request": RequestFactory().get("/")})

    time_machine.move_to(factories.NOW)
    assert "/book/" in rendered()
    assert "Book a place" in rendered()
    session.places = 1
    session.save()
    factories.make_booking(session=session)
    assert "Join the waiting list" in rendered()
    time_machine.move_to(session.starts_at)
    assert session.page.title in rendered()
    assert "/book/" not in rendered()
    time_machine.move_to(factories.NOW)
    session.status = "cancelled"
    session.save()
    assert "/book/" not in rendered()


def test_a_chosen_page_that_is_a_draft_or_private_is_left_out(content):
    shown, draft, private = (
        content.stories.add_child(instance=StoryPage(title=title, live=title != "A draft"))
        for title in ("For all", "A draft", "A secret")
    )
    private.view_restrictions.create(restriction_type="login")
    block = BodyBlock().child_blocks["stories"]
    keys = [private.pk, shown.pk, draft.pk, 9999]
    value = block.to_python({"heading": "Read on", "stories": keys})
    rendered = block.render(value, context={"request": RequestFactory().get("/")})
    assert "For all" in rendered
    assert "A draft" not in rendered
    assert "A secret" not in rendered
    hidden = factories.make_session(live=False, starts_at=factories.STARTS_AT.replace(month=3))
    block = BodyBlock().child_blocks["session"]
    assert not block.render(block.to_python({"session": hidden.page_id})).strip()


@pytest.mark.parametrize(
    ("address", "service", "embed"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "YouTube", "embed/dQw4w9WgXcQ?"),
        ("https://www.youtube.com/watch?t=9&v=dQw4w9WgXcQ", "YouTube", "embed/dQw4w9WgXcQ?"),
        ("https://youtu.be/dQw4w9WgXcQ?si=abc", "YouTube", "embed/dQw4w9WgXcQ?"),
        ("https://m.youtube.com/shorts/dQw4w9WgXcQ", "YouTube", "embed/dQw4w9WgXcQ?"),
        ("https://www.youtube.com/live/dQw4w9WgXcQ", "YouTube", "embed/dQw4w9WgXcQ?"),
        ("https://vimeo.com/76979871", "Vimeo", "video/76979871?dnt=1"),
        ("https://vimeo.com/76979871/8272103f6e", "Vimeo", "video/76979871?h=8272103f6e&"),
        ("https://player.vimeo.com/video/76979871?h=8272103f6e", "Vimeo", "?h=8272103f6e&"),
    ],
)
def test_addresses_of_videos_elsewhere_are_understood(address, service, embed):
    link = video_link(address)
    assert link.service == service
    assert embed in link.embed_url
    assert link.embed_url.startswith(
        ("https://www.youtube-nocookie.com/", "https://player.vimeo.com/")
    )
    assert video_link(link.url) == link


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://example.org/watch?v=dQw4w9WgXcQ",
        "https://youtube.com.evil.test/watch?v=dQw4w9WgXcQ",
        "https://www.youtube.com/@channel",
        "https://youtu.be/short",
        'https://vimeo.com/76979871"><script>',
        "javascript:alert(1)//youtu.be/dQw4w9WgXcQ",
    ],
)
def test_other_addresses_are_no_videos(address):
    found = video_link(address)
    assert found is None or "<" not in found.embed_url + found.url


def test_captions_are_on_when_a_video_from_elsewhere_plays():
    assert "cc_load_policy=1" in VideoLink("YouTube", "dQw4w9WgXcQ").embed_url


GOOD_VIDEO = {
    "title": "Why we meet",
    "link": "https://youtu.be/dQw4w9WgXcQ",
    "captions_checked": True,
    "transcript": "<p>Hello.</p>",
}


def video_mistakes(**changes):
    block = VideoBlock()
    try:
        block.clean(block.to_python({**GOOD_VIDEO, **changes}))
    except StructBlockValidationError as mistakes:
        return set(mistakes.block_errors)
    return set()


def document(name):
    return get_document_model().objects.create(title=name, file=name).pk


def test_a_video_needs_its_words_and_captions_that_someone_checked(db):
    assert video_mistakes() == set()
    assert video_mistakes(transcript="") == {"transcript"}
    assert video_mistakes(captions_checked=False) == {"captions_checked"}
    film, captions = document("film.mp4"), document("film.vtt")
    assert video_mistakes(link="", file=film) == {"captions"}
    assert video_mistakes(link="", file=film, captions=captions) == set()


def test_a_video_is_one_file_or_one_link_that_we_can_play(db):
    assert video_mistakes(link="") == {"link"}
    assert video_mistakes(link="https://example.org/film") == {"link"}
    film, captions, pdf = document("film.mp4"), document("film.vtt"), document("film.pdf")
    assert video_mistakes(file=film, captions=captions) == {"link"}
    assert video_mistakes(link="", file=pdf, captions=captions) == {"file"}
    assert video_mistakes(link="", file=film, captions=pdf) == {"captions"}


def test_nothing_from_another_host_is_in_the_page_before_play_is_pressed(db):
    rendered = VideoBlock().render(VideoBlock().to_python(GOOD_VIDEO))
    assert "<iframe" not in rendered
    assert "<script" not in rendered
    assert 'src="http' not in rendered
    assert 'href="https://www.youtube.com/watch?v=dQw4w9WgXcQ"' in rendered
    assert 'data-embed="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ' in rendered
    assert '<p dir="auto">Hello.</p>' in rendered


def test_our_own_video_shows_its_captions_and_does_not_load_by_itself(db):
    value = VideoBlock().to_python(
        {**GOOD_VIDEO, "link": "", "file": document("film.webm"), "captions": document("film.vtt")}
    )
    rendered = VideoBlock().render(value)
    assert 'preload="none"' in rendered
    assert '<track kind="captions"' in rendered
    assert 'type="video/webm"' in rendered


def test_a_picture_must_be_described_or_called_decorative(content):
    block = BodyBlock().child_blocks["picture"]
    picture = Picture.objects.get().pk

    def clean(**choice):
        value = {"picture": {"image": picture, "decorative": False, "alt_text": "", **choice}}
        return block.clean(block.to_python(value))

    clean(decorative=True)
    clean(alt_text="Five mugs on a table")
    with pytest.raises((ValidationError, StructBlockValidationError, StreamBlockValidationError)):
        clean()
