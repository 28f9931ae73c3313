"""Background tasks are run by the worker and by each pass."""

import signal
import subprocess
import sys
from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page

from events.models import SessionPage
from events.recurrence import NthWeekday, Repeat
from hub import staff_mail
from hub.jobs import run_due_jobs
from hub.models.pictures import make_renditions
from hub.task_queue import LEASE, MAX_ATTEMPTS, requeue_interrupted_tasks, run_tasks
from tests.factories import make_series, make_site
from tests.processes import ROOT, WAIT, environment

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


def interrupted(**fields):
    """A task as its worker leaves it that was killed: claimed, and never finished."""
    make_renditions.enqueue(0, [])
    task = DBTaskResult.objects.latest("enqueued_at")
    task.claim("a worker that was killed")
    for name, value in fields.items():
        setattr(task, name, value)
    task.save()
    return task


def test_a_task_whose_worker_was_killed_is_taken_up_again_when_its_lease_ends(queue):
    task = interrupted()
    assert requeue_interrupted_tasks(now=task.started_at + LEASE - timedelta(seconds=1)) == 0
    assert run_tasks() == 0
    assert requeue_interrupted_tasks(now=task.started_at + LEASE) == 1
    assert requeue_interrupted_tasks(now=task.started_at + LEASE) == 0
    assert run_tasks() == 1
    task.refresh_from_db()
    assert task.status == TaskResultStatus.SUCCESSFUL
    assert len(task.worker_ids) == 2


@pytest.mark.parametrize(
    ("error", "again"),
    [
        ("django.db.utils.OperationalError", 1),
        ("django.db.utils.InterfaceError", 1),
        ("builtins.ValueError", 0),
    ],
)
def test_a_task_that_failed_as_the_database_stopped_is_taken_up_again(queue, error, again):
    task = interrupted(status=TaskResultStatus.FAILED, exception_class_path=error)
    assert requeue_interrupted_tasks(now=task.started_at + LEASE) == again


def test_a_task_that_ends_its_worker_each_time_is_given_up(queue, caplog):
    task = interrupted(worker_ids=["killed"] * MAX_ATTEMPTS)
    assert requeue_interrupted_tasks(now=task.started_at + LEASE) == 1
    task.refresh_from_db()
    assert task.status == TaskResultStatus.FAILED
    assert "given up" in caplog.text
    assert requeue_interrupted_tasks(now=task.started_at + 2 * LEASE) == 0


def test_each_pass_of_the_worker_takes_interrupted_tasks_up_again(queue):
    task = interrupted()
    later = task.started_at + LEASE
    assert run_due_jobs(now=later, with_tasks=False)["interrupted tasks"] == 1
    assert "interrupted tasks" not in run_due_jobs(now=later, with_tasks=False)


def test_staff_mail_goes_before_350_pictures_that_were_there_first(queue, settings):
    settings.MAIL_SERVER_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    for _ in range(350):
        make_renditions.enqueue(0, [])
    staff_mail.QueuedBackend().send_messages(
        [mail.EmailMessage("New password", "Words", to=["pat@brew.test"])]
    )
    stops = iter([False, True])
    assert run_tasks(stop=lambda: next(stops)) == 1
    assert [message.subject for message in mail.outbox] == ["New password"]
    assert DBTaskResult.objects.ready().count() == 350


def test_a_mail_that_is_tried_again_still_goes_before_pictures(queue, settings):
    settings.MAIL_SERVER_BACKEND = "no.such.backend"
    staff_mail.send_mail.enqueue({"subject": "New password"})
    run_tasks()
    again = DBTaskResult.objects.get(task_path="hub.staff_mail.send_mail", finished_at=None)
    make_renditions.enqueue(0, [])
    picture = DBTaskResult.objects.get(task_path="hub.models.pictures.make_renditions")
    assert again.priority > picture.priority


@pytest.mark.processes("kills a worker in the middle of a task")
def test_a_task_survives_kill_9_of_its_worker(queue):
    make_renditions.enqueue(0, [])
    code = (
        "import os, signal, django; django.setup()\n"
        "from hub import task_queue\n"
        "from hub.models import Picture\n"
        "class Killer:\n"
        "    def filter(self, **how): os.kill(os.getpid(), signal.SIGKILL)\n"
        "Picture.objects = Killer()\n"
        "task_queue.run_tasks()\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment(), timeout=WAIT)
    assert ended.returncode == -signal.SIGKILL
    task = DBTaskResult.objects.get()
    assert task.status == TaskResultStatus.RUNNING
    run_due_jobs(now=task.started_at + LEASE)
    task.refresh_from_db()
    assert task.status == TaskResultStatus.SUCCESSFUL
