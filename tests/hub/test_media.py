"""Uploads are served whole or in the part that was asked for."""

import pytest

MANY = "9" * 5000  # digits, more than Python makes a number of


@pytest.fixture
def film(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "films").mkdir()
    (tmp_path / "films" / "film.webm").write_bytes(bytes(range(100)))
    return "/media/films/film.webm"


def body(response) -> bytes:
    return b"".join(response.streaming_content)


def test_a_file_is_served_whole_and_says_that_parts_can_be_asked_for(client, film):
    response = client.get(film)
    assert response.status_code == 200
    assert body(response) == bytes(range(100))
    assert response["Accept-Ranges"] == "bytes"
    assert response["Content-Type"] == "video/webm"


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-", 0, 99), ("bytes=10-19", 10, 19), ("bytes=90-500", 90, 99), ("bytes=-5", 95, 99)],
)
def test_a_part_is_served_when_it_is_asked_for(client, film, asked, first, last):
    response = client.get(film, headers={"Range": asked})
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {first}-{last}/100"
    assert body(response) == bytes(range(first, last + 1))
    assert response["Content-Length"] == str(last - first + 1)


def test_a_part_beyond_the_end_is_refused(client, film):
    response = client.get(film, headers={"Range": "bytes=100-"})
    assert response.status_code == 416
    assert response["Content-Range"] == "bytes */100"


@pytest.mark.parametrize(
    "asked",
    [
        *("bytes=0-1,5-6", "lines=1-2", "bytes=-", "bytes=١-٢"),
        *(f"bytes={MANY}-", f"bytes=0-{MANY}", f"bytes=-{MANY}"),
    ],
)
def test_what_we_do_not_understand_gets_the_whole_file(client, film, asked):
    assert client.get(film, headers={"Range": asked}).status_code == 200


def test_a_name_longer_than_any_file_has_is_not_found(client, film):
    assert client.get(f"/media/{'x' * 300}").status_code == 404


def test_a_file_outside_the_folder_is_not_found(client, film):
    assert client.get("/media/../hub/settings/base.py").status_code in (400, 404)


def test_films_are_not_compressed_on_the_way_but_words_are(client, film, db):
    asked = {"Accept-Encoding": "gzip"}
    assert not client.get(film, headers=asked).has_header("Content-Encoding")
    assert client.get("/easier-to-read/", headers=asked)["Content-Encoding"] == "gzip"


def test_a_part_of_a_text_is_the_part_that_was_asked_for(client, film, settings):
    words = b"We have a break at eleven. " * 20
    (settings.MEDIA_ROOT / "films" / "words.txt").write_bytes(words)
    headers = {"Range": "bytes=0-299", "Accept-Encoding": "gzip"}
    part = client.get("/media/films/words.txt", headers=headers)
    assert part.status_code == 206
    assert not part.has_header("Content-Encoding")
    assert body(part) == words[:300]
