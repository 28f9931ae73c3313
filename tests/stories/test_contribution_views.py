import re
from datetime import timedelta

import pytest
from django.utils import timezone

from stories.forms import MAX_LENGTH, new_form_key
from stories.models import Contribution
from stories.views import MAX_PER_CLIENT
from tests.stories.test_contributions import make_contribution

ADDRESS = "/share-your-story/"
POEM = "  Steam\r\n\r\nrises\r\n   like <b>bread</b>"


@pytest.fixture
def answers(client, site) -> dict[str, str]:
    key = re.search(r'name="key" value="([^"]+)"', client.get(ADDRESS).content.decode())[1]
    return {
        "key": key,
        "website": "",
        "kind": "poem",
        "title": "Steam",
        "words": POEM,
        "name": "Len",
        "email": "len@example.org",
        "phone": "",
        "consent": "ask",
    }


def test_a_visitor_shares_a_poem_without_an_account_and_is_thanked(client, answers):
    response = client.post(ADDRESS, answers, follow=True)
    assert response.redirect_chain == [("/share-your-story/thank-you/", 302)]
    assert b"What happens next" in response.content
    contribution = Contribution.objects.get()
    assert contribution.words == "  Steam\n\nrises\n   like <b>bread</b>"
    assert (contribution.kind, contribution.title, contribution.name) == ("poem", "Steam", "Len")
    assert (contribution.email, contribution.consent) == ("len@example.org", "ask")


def test_nothing_of_it_is_public(client, answers):
    client.post(ADDRESS, answers)
    for address in ("/", "/stories/", "/search/?q=bread", "/stories/feed/", "/sitemap.xml"):
        words = client.get(address).content
        assert b"rises" not in words
        assert b"len@example.org" not in words


def test_the_same_form_sent_twice_is_kept_once(client, answers):
    client.post(ADDRESS, answers)
    assert client.post(ADDRESS, answers).status_code == 302
    assert Contribution.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"kind": ""}, "Choose what you would like to share"),
        ({"words": " \n "}, "Write or paste your words"),
        ({"words": "x" * (MAX_LENGTH + 1)}, "Use 20000 letters or fewer"),
        ({"title": "x" * 121}, "Use 120 letters or fewer"),
        ({"name": ""}, "Enter a name, or tick the box under it for no name"),
        ({"email": "len"}, "Enter an email address in the right format, like name@example.org"),
        ({"email": ""}, "Enter an email address or a phone number, so that we can talk"),
        ({"consent": ""}, "Choose if we can put it on this site"),
        ({"consent": "nonsense"}, "Choose one of the answers in the list"),
        ({"words": "a\0b"}, "Take out the sign that we cannot read"),
    ],
)
def test_a_mistake_is_explained_and_nothing_is_lost(client, answers, change, sentence):
    page = client.post(ADDRESS, answers | change)
    words = page.content.decode()
    assert page.status_code == 422
    assert "<title>Error: " in words
    assert "There is a problem" in words
    assert sentence in words
    if "words" not in change:
        assert "like &lt;b&gt;bread&lt;/b&gt;</textarea>" in words
    if "title" not in change:
        assert 'value="Steam"' in words
    assert not Contribution.objects.exists()


def test_an_empty_form_says_what_is_missing(client, site):
    page = client.post(ADDRESS, {})
    assert page.status_code == 422
    assert page.content.decode().count('class="error-message"') == 4


def test_a_person_can_ask_for_no_name_and_leave_no_address(client, answers):
    client.post(
        ADDRESS, answers | {"name": "", "wants_no_name": "on", "email": "", "consent": "publish"}
    )
    assert Contribution.objects.get().credit == ""


@pytest.mark.parametrize("change", [{"website": "https://spam.test"}, {"key": ""}, {"key": "x"}])
def test_a_machine_is_asked_to_press_again_and_a_person_who_does_gets_through(
    client, answers, change
):
    page = client.post(ADDRESS, answers | change)
    words = page.content.decode()
    assert page.status_code == 422
    assert "Press the button once more. Your words are still here" in words
    assert "spam.test" not in words
    assert not Contribution.objects.exists()
    key = re.search(r'name="key" value="([^"]+)"', words)[1]
    assert client.post(ADDRESS, answers | {"key": key}).status_code == 302
    assert Contribution.objects.count() == 1


def test_the_trap_is_hidden_from_people_and_from_the_tab_key(client, site):
    trap = re.search(r'<input[^>]*name="website"[^>]*>', client.get(ADDRESS).content.decode())[0]
    assert " hidden" in trap
    assert 'tabindex="-1"' in trap
    assert 'type="text"' in trap


def test_one_person_who_sends_60_forms_is_slowed_and_others_go_on(client, answers):
    def send(number: int, ip: str):
        mine = answers | {"key": new_form_key(), "words": f"{answers['words']} {number}"}
        return client.post(ADDRESS, mine, REMOTE_ADDR=ip)

    statuses = [send(number, "192.0.2.1").status_code for number in range(60)]
    assert statuses == [302] * MAX_PER_CLIENT + [429] * (60 - MAX_PER_CLIENT)
    refused = send(60, "192.0.2.1").content.decode()
    assert "from your internet address" in refused
    assert "Your words are still here" in refused
    assert "like &lt;b&gt;bread&lt;/b&gt; 60</textarea>" in refused
    assert send(61, "192.0.2.2").status_code == 302
    assert Contribution.objects.count() == MAX_PER_CLIENT + 1


def test_however_much_came_in_from_elsewhere_the_form_stays_open(client, answers):
    now = timezone.now()
    for _ in range(70):
        make_contribution(now=now - timedelta(minutes=5))
    assert client.post(ADDRESS, answers).status_code == 302


def test_the_form_is_never_kept_by_a_cache(client, site):
    assert "no-store" in client.get(ADDRESS)["Cache-Control"]


def test_every_box_has_its_label_and_the_own_name_and_address_can_be_filled_in(client, site):
    words = client.get(ADDRESS).content.decode()
    assert 'autocomplete="name"' in words
    assert 'autocomplete="email"' in words
    assert 'autocomplete="tel"' in words
    for name in ("title", "words", "name", "email", "phone", "wants_no_name"):
        assert f'for="id_{name}"' in words
