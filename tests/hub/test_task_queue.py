"""Background tasks are run by the worker and by each pass."""

from datetime import date

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page

from events.models import SessionPage
from events.recurrence import NthWeekday, Repeat
from hub.jobs import run_due_jobs
from tests.factories import make_series, make_site

# The queue's own worker opens and closes connections, so these rows are really written.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def queue(settings, transactional_db):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def publish(page):
    page.title = "Kettle drum"
    page.save_revision().publish()


def test_a_published_page_is_found_after_the_next_pass(queue):
    home = make_site().home
    publish(home)
    assert DBTaskResult.objects.ready().exists()
    counts = run_due_jobs(now=timezone.now())
    assert counts["tasks run"] >= 1
    assert not DBTaskResult.objects.ready().exists()
    assert [page.pk for page in Page.objects.search("drum")] == [home.pk]


def test_dates_that_a_rule_makes_are_found_after_the_same_pass(queue, now):
    rule = Repeat(on=NthWeekday(4, 2), count=3).to_rule()
    make_series("Kettle drum", rule=rule, first_day=date(2027, 1, 27))
    counts = run_due_jobs(now=now)
    assert counts["dates made"] == 3
    assert counts["tasks run"] == 1
    assert SessionPage.objects.search("drum").count() == 3
