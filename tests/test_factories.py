import pytest

from events.models import SessionPage
from tests import factories


@pytest.mark.django_db
def test_a_made_booking_hangs_on_a_session_with_a_live_page(client):
    booking = factories.make_booking(needs=("A lift",), supporter="Jo")

    assert booking.people.count() == 2
    assert booking.people.first().needs.get().asked_words == "A lift"
    assert SessionPage.objects.live().public().filter(session=booking.session).exists()
    assert booking.session.page.url == "/sessions/over-a-brew/2027-01-27/"


@pytest.mark.django_db(transaction=True)
def test_the_tree_can_be_made_again_in_an_empty_database():
    first, second = factories.make_site(), factories.make_site()

    assert first.home == second.home
