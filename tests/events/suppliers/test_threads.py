"""Two presses at the same moment: one answer, one task, one mail."""

import threading
import uuid

import pytest

from events.models import Notice, OrganiserTask, SupplierRequest
from events.suppliers import requests
from tests.events.suppliers.makers import (
    MINUTE,
    answer,
    ask,
    current,
    make_needs,
    make_supplier,
    needs_of,
    states,
)
from tests.events.test_concurrent_threads import WAIT, at_once
from tests.factories import NOW

pytestmark = [
    pytest.mark.threads("a lock shows only between connections"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def needs():
    return make_needs()


@pytest.fixture
def session(needs):
    return needs[0].person.booking.session


@pytest.fixture
def request_(needs):
    return ask(needs, NOW)


def press(request, state, seconds, act=requests.answer):
    """Answer what the page showed: read before, as both pages were open."""
    moment = NOW + seconds * MINUTE
    return lambda: act(request=request, state=state, words="", version=1, now=moment)


def test_booked_pressed_four_times_at_once_is_one_answer(request_, session):
    at_once(*(press(request_, "booked", number) for number in (1, 2, 3, 4)))

    assert OrganiserTask.objects.count() == 1
    assert states(session) == ["in-place", "in-place"]
    assert [need.steps.count() for need in needs_of(session)] == [2, 2]


def test_without_the_lock_each_press_makes_a_task(request_, monkeypatch):
    both, add_task = threading.Barrier(2), requests.add_task

    def read_together(pk):
        row = current(request_)
        both.wait(WAIT)
        return row

    def add_together(**values):
        both.wait(WAIT)
        return add_task(**values)

    monkeypatch.setattr(requests, "_locked", read_together)
    monkeypatch.setattr(requests, "add_task", add_together)
    without_transaction = requests.answer.__wrapped__
    at_once(*(press(request_, "booked", number, without_transaction) for number in (1, 2)))

    assert OrganiserTask.objects.count() == 2


def test_yes_and_no_at_once_leave_one_of_them_everywhere(request_, session):
    at_once(press(request_, "booked", 1), press(request_, "cannot", 2))

    says, kind = current(request_).state, OrganiserTask.objects.get().kind
    if says == "booked":
        assert (kind, states(session)) == ("supplier-booked", ["in-place", "in-place"])
    else:
        assert (kind, states(session)) == ("supplier-cannot", ["asked", "asked"])


def test_the_same_form_sent_twice_at_once_asks_once(needs, session):
    key, supplier = uuid.uuid4(), make_supplier()
    at_once(*[lambda: ask(needs, NOW, supplier=supplier, form_key=key)] * 2)

    assert SupplierRequest.objects.count() == 1
    assert Notice.objects.filter(kind="supplier").count() == 1
    assert [need.steps.count() for need in needs_of(session)] == [1, 1]


def test_an_answer_and_a_call_off_at_once_leave_no_need_in_place_for_nothing(request_, session):
    def call_off():
        requests.withdraw(request=request_, now=NOW + MINUTE)

    def say_booked():
        try:
            answer(request_, "booked", NOW + MINUTE, version=1)
        except (requests.RequestClosed, requests.RequestChanged):
            return

    at_once(call_off, say_booked)

    assert current(request_).state == "withdrawn"
    assert states(session) == ["asked", "asked"]
