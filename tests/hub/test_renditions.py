from django.core.cache import cache

from hub.models import PictureRendition
from tests.stories.making import make_picture, make_piece


def test_publishing_a_page_makes_its_pictures_so_that_no_visitor_waits(site, client, settings):
    settings.RENDITIONS_ON_PUBLISH = True
    cache.clear()  # it may know the pictures of another test
    picture = make_picture()
    page = make_piece(picture=picture, picture_is_decorative=True)
    assert not PictureRendition.objects.filter(image=picture).exists()
    page.save_revision().publish()
    made = set(PictureRendition.objects.filter(image=picture).values_list("filter_spec", flat=True))
    assert made
    for address in (page.url, "/stories/", "/"):
        assert client.get(address).status_code == 200
    assert made == set(
        PictureRendition.objects.filter(image=picture).values_list("filter_spec", flat=True)
    )


def test_a_page_without_a_picture_is_published_all_the_same(site, settings):
    settings.RENDITIONS_ON_PUBLISH = True
    make_piece().save_revision().publish()
    assert not PictureRendition.objects.exists()
