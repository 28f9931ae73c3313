"""Documents go only to those who may read their collection. Films come in parts, as players ask."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Collection

from hub.models import User
from tests.stories.factories import make_document, make_picture

pytestmark = pytest.mark.django_db
FILM = bytes(range(100))


@pytest.fixture
def film(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return make_document("film.webm", FILM)


@pytest.fixture
def secret(film):
    """The film in a collection for organisers only."""
    collection = Collection.get_first_root_node().add_child(name="For organisers")
    restriction = collection.view_restrictions.create(restriction_type="groups")
    restriction.groups.add(Group.objects.get(name="Organisers"))
    film.collection = collection
    film.save()
    return film


def body(response) -> bytes:
    return b"".join(response.streaming_content)


def public_path(document) -> str:
    return f"/media/{document.file.name}"


def test_a_document_has_the_address_that_asks_who_may_read_it(film):
    assert film.url == f"/documents/{film.pk}/film.webm"


def test_everyone_gets_an_open_film_whole_or_the_part_that_was_asked_for(client, film):
    whole = client.get(film.url)
    assert body(whole) == FILM
    assert (whole["Content-Type"], whole["Accept-Ranges"]) == ("video/webm", "bytes")
    part = client.get(film.url, headers={"Range": "bytes=10-19"})
    assert (part.status_code, body(part)) == (206, FILM[10:20])


def test_what_has_not_changed_is_not_sent_again(client, film):
    first = client.get(film.url)
    assert first["Cache-Control"] == "public, no-cache"
    again = client.get(film.url, headers={"If-Modified-Since": first["Last-Modified"]})
    assert again.status_code == 304


@pytest.mark.parametrize("headers", [{}, {"Range": "bytes=0-9"}])
def test_a_document_for_some_people_asks_others_to_log_in(client, secret, headers):
    asked = client.get(secret.url, headers=headers)
    assert (asked.status_code, asked.url) == (302, f"/admin/login/?next={secret.url}")


@pytest.mark.parametrize("way", ["/media/{}", "/media/./{}", "/media/x/../{}", "/media//{}"])
def test_no_path_of_the_file_itself_gets_round_the_question(client, secret, way):
    responses = client.get(way.format(secret.file.name), follow=True)
    assert responses.redirect_chain[-1][0] == f"/admin/login/?next={secret.url}"
    assert FILM not in responses.content


@pytest.mark.parametrize(
    "path", ["documents/none.pdf", "Documents/film.webm", "documents/", "documents"]
)
def test_a_file_that_is_no_document_is_not_found(client, secret, path):
    assert client.get(f"/media/{path}").status_code == 404


def test_the_people_it_is_for_get_it_and_nothing_keeps_a_copy(client, secret):
    user = User.objects.create_user("olu", "olu@example.org", "pass")
    user.groups.add(Group.objects.get(name="Organisers"))
    client.force_login(user)
    response = client.get(secret.url)
    assert body(response) == FILM
    assert response["Cache-Control"] == "private, no-store"


def test_an_old_link_to_an_open_document_still_works(client, film):
    response = client.get(public_path(film), follow=True)
    assert (response.status_code, body(response)) == (200, FILM)


def test_another_name_or_number_is_not_found(client, film):
    for url in (f"/documents/{film.pk}/other.webm", "/documents/99999/film.webm"):
        assert client.get(url).status_code == 404


def test_a_collection_with_a_password_opens_with_it(client, film):
    collection = Collection.get_first_root_node().add_child(name="With a password")
    restriction = collection.view_restrictions.create(
        restriction_type="password", password="tea-at-four"
    )
    film.collection = collection
    film.save()
    asked = client.get(film.url)
    assert "This file needs a password" in asked.content.decode()
    answer = {"password": "tea-at-four", "return_url": film.url}
    opened = client.post(
        f"/documents/authenticate_with_password/{restriction.pk}/", answer, follow=True
    )
    assert body(opened) == FILM


def test_pictures_are_for_everyone_and_kept_for_a_week(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    response = client.get(f"/media/{make_picture().file.name}")
    assert response.status_code == 200
    assert response["Cache-Control"] == "public, max-age=604800"
