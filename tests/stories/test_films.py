import pytest

from tests.stories.making import make_document


@pytest.fixture
def film(db) -> str:
    return f"/films/{make_document('film.mp4').pk}/"


def read(answer) -> bytes:
    return b"".join(answer.streaming_content)


@pytest.mark.parametrize(
    ("wanted", "part", "where"),
    [
        ("bytes=0-1", b"01", "bytes 0-1/10"),
        ("bytes=4-", b"456789", "bytes 4-9/10"),
        ("bytes=-3", b"789", "bytes 7-9/10"),
        ("bytes=8-99", b"89", "bytes 8-9/10"),
        ("bytes=-99", b"0123456789", "bytes 0-9/10"),
    ],
)
def test_a_phone_gets_the_part_of_a_film_that_it_asks_for(client, film, wanted, part, where):
    answer = client.get(film, headers={"range": wanted})
    assert answer.status_code == 206
    assert read(answer) == part
    assert answer["Content-Range"] == where
    assert answer["Content-Length"] == str(len(part))
    assert answer["Content-Type"] == "video/mp4"


@pytest.mark.parametrize("wanted", ["", "bytes=-", "lines=1-2", "bytes=0-1,3-4", "nonsense"])
def test_other_questions_get_the_whole_film(client, film, wanted):
    answer = client.get(film, headers={"range": wanted})
    assert answer.status_code == 200
    assert read(answer) == b"0123456789"
    assert answer["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize("wanted", ["bytes=10-", "bytes=5-4"])
def test_a_part_that_is_not_there_is_refused(client, film, wanted):
    answer = client.get(film, headers={"range": wanted})
    assert answer.status_code == 416
    assert answer["Content-Range"] == "bytes */10"


def test_only_films_that_everybody_may_see_are_served(client, db):
    paper = make_document("paper.pdf")
    film = make_document("film.mp4")
    film.collection.view_restrictions.create(restriction_type="login")
    for pk in (paper.pk, film.pk, 9999):
        assert client.get(f"/films/{pk}/").status_code == 404
