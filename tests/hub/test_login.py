"""Logging in to the admin: guessing is slow, and locks nobody else out."""

from datetime import timedelta

import pytest
from django.test import Client

from hub import login_limits
from hub.models import User

PROXY = "127.0.0.1"


@pytest.fixture
def tries(site, settings):
    """Log in through the proxy in front, from one place of the world."""
    settings.AXES_ENABLED = True
    settings.TRUSTED_PROXIES = 1
    User.objects.create_superuser("pat", "pat@brew.test", "kettle-on-1")

    def log_in(password: str, *, place: str, times: int = 1, name: str = "pat"):
        for _ in range(times):
            response = Client().post(
                "/admin/login/",
                {"username": name, "password": password, "next": "/admin/"},
                headers={"X-Forwarded-For": place},
                REMOTE_ADDR=PROXY,
            )
        return response

    return log_in


def test_guessing_is_stopped_after_some_tries_in_words_that_help(tries):
    answer = tries("wrong", place="203.0.113.9", times=10)
    assert answer.status_code == 429
    assert "Wait 15 minutes" in answer.content.decode()
    assert tries("kettle-on-1", place="203.0.113.9").status_code == 429


def test_someone_who_guesses_elsewhere_does_not_lock_the_owner_of_the_login_out(tries):
    tries("wrong", place="203.0.113.9", times=11)
    assert tries("kettle-on-1", place="198.51.100.7").status_code == 302


def test_twelve_addresses_of_one_ipv6_network_are_one_who_guesses(tries):
    answers = [tries("wrong", place=f"2001:db8::{n:x}").status_code for n in range(12)]
    assert answers == [200] * 9 + [429] * 3
    assert tries("kettle-on-1", place="2001:db8::ffff").status_code == 429
    assert tries("kettle-on-1", place="2001:db8:0:1::1").status_code == 302


@pytest.mark.parametrize("proxies", [0, 1])
def test_twelve_invented_addresses_do_not_help_who_guesses(tries, settings, proxies):
    settings.TRUSTED_PROXIES = proxies
    seen = ", 203.0.113.9" if proxies else ""
    answers = [tries("wrong", place=f"198.51.100.{n}{seen}").status_code for n in range(12)]
    assert answers == [200] * 9 + [429] * 3


def test_one_place_cannot_guess_at_name_after_name(tries, monkeypatch):
    monkeypatch.setattr(login_limits, "MAX_FAILURES_PER_CLIENT", 20)
    for number in range(4):
        last = tries("wrong", place="203.0.113.9", name=f"name-{number}", times=5)
    assert last.status_code == 429
    assert tries("kettle-on-1", place="203.0.113.9").status_code == 429
    assert tries("kettle-on-1", place="198.51.100.7").status_code == 302


def test_a_login_guessed_at_from_many_places_stays_open_where_its_owner_has_been(
    tries, monkeypatch
):
    monkeypatch.setattr(login_limits, "MAX_FAILURES_PER_ACCOUNT", 20)
    assert tries("kettle-on-1", place="198.51.100.7").status_code == 302
    for number in range(20):
        last = tries("wrong", place=f"203.0.113.{number}")
    assert last.status_code == 429
    assert tries("kettle-on-1", place="203.0.113.200").status_code == 429
    assert tries("kettle-on-1", place="198.51.100.7").status_code == 302


@pytest.mark.parametrize("place", ["198.51.100.7:4711", "[2001:db8::7]:4711", "not an address"])
def test_whatever_the_proxy_writes_down_people_can_log_in(tries, place):
    assert tries("kettle-on-1", place=place).status_code == 302


@pytest.fixture
def logged_in_after(client, site, now, time_machine):
    """Log in, open the admin so many hours later each time, and return whether the login still holds."""
    time_machine.move_to(now)
    client.force_login(User.objects.create_superuser("pat", "pat@brew.test", "kettle-on-1"))
    moment = now

    def after(hours: float) -> bool:
        nonlocal moment
        moment += timedelta(hours=hours)
        time_machine.move_to(moment)
        return client.get("/admin/account/").status_code == 200

    return after


def test_nobody_is_logged_out_in_the_middle_of_their_work(logged_in_after):
    assert logged_in_after(7)
    assert logged_in_after(16.5)  # early the next morning
    assert logged_in_after(1)  # more than a day after the login


def test_who_has_pressed_nothing_for_a_day_logs_in_again(logged_in_after):
    assert logged_in_after(2)
    assert not logged_in_after(24.1)


def test_the_session_is_written_once_an_hour_at_most(logged_in_after, monkeypatch):
    logged_in_after(2)
    saved = []
    save = "django.contrib.sessions.backends.db.SessionStore.save"
    monkeypatch.setattr(save, lambda self, must_create=False: saved.append(self))
    logged_in_after(0.5)
    assert saved == []
