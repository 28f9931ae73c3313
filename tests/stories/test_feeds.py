from xml.etree import ElementTree

from stories.models import PoemPage, StoryPage
from tests.stories.factories import make_piece

ATOM = "{http://www.w3.org/2005/Atom}"


def test_the_feed_lists_what_everybody_may_read_newest_first(site, client):
    make_piece(StoryPage, title="Fish & chips", summary="With <salt>.", author_name="Ann")
    make_piece(PoemPage, title="Steam", poem="One line", slug="steam")
    make_piece(title="A draft", live=False)
    make_piece(title="Private").view_restrictions.create(restriction_type="login")
    response = client.get("/stories/feed/")
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(response.content)
    entries = feed.findall(f"{ATOM}entry")
    assert [each.findtext(f"{ATOM}title") for each in entries] == [
        "Poem: Steam",
        "Story: Fish & chips",
    ]
    assert entries[0].find(f"{ATOM}link").get("href") == "https://brew.test/stories/steam/"
    assert entries[1].findtext(f"{ATOM}summary") == "With &lt;salt&gt;."
    assert entries[1].findtext(f"{ATOM}author/{ATOM}name") == "Ann"
    assert "2027-01-04" in entries[0].findtext(f"{ATOM}published")


def test_the_feed_is_two_questions_however_long(site, client, django_assert_num_queries):
    for number in range(12):
        make_piece(title=f"Story {number}")
    client.get("/stories/feed/")
    with django_assert_num_queries(2):
        client.get("/stories/feed/")


def test_an_empty_feed_is_still_a_feed(site, client):
    assert client.get("/stories/feed/").status_code == 200


def test_pages_point_to_the_feed(site, client):
    for address in ("/", "/stories/"):
        assert b'href="/stories/feed/"' in client.get(address).content


def test_who_has_the_feed_is_told_when_a_piece_was_taken_off_the_site(site, client):
    make_piece(title="It stays")
    gone = make_piece(title="It goes")
    before = client.get("/stories/feed/")
    assert "Last-Modified" not in before
    assert (
        client.get("/stories/feed/", headers={"If-None-Match": before["ETag"]}).status_code == 304
    )
    gone.unpublish()
    after = client.get("/stories/feed/", headers={"If-None-Match": before["ETag"]})
    assert b"It goes" not in after.content
    assert (after.status_code, after["Cache-Control"]) == (200, "public, max-age=900")
