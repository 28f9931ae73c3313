"""The worker as it really runs: its own process, the test's database file, a mail server on this machine."""

import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from events.emails.delivery import LEASE
from events.models import Notice
from events.outbox import enqueue
from hub import task_queue
from hub.management.commands import worker as worker_command
from tests import factories
from tests.mailserver import MailServer
from tests.processes import ROOT, WAIT, environment

ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+|Ama|Mensah|Marker")

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.processes("the worker is a process of its own, and stops by a signal"),
]
several = pytest.mark.threads("each worker has a connection of its own")


@pytest.fixture
def mail_server():
    with MailServer() as server:
        yield server


class Process(subprocess.Popen):
    """A process whose output can be read while it runs."""

    def __init__(self, command, **how):
        self.log = tempfile.TemporaryFile()
        super().__init__(command, stdout=self.log, stderr=subprocess.STDOUT, **how)

    @property
    def output(self):
        self.log.seek(0)
        return self.log.read().decode()

    def stop(self):
        """Send SIGTERM, wait, and return the output."""
        self.send_signal(signal.SIGTERM)
        return self.end()

    def end(self):
        self.wait(WAIT)
        return self.output


def start(*command, port, timeout_seconds=2):
    """Start a management command under production settings."""
    code = (
        "import sys; from django.conf import settings; import django;"
        f"settings.EMAIL_TIMEOUT = {timeout_seconds}; django.setup();"
        "from django.core.management import call_command; call_command(*sys.argv[1:])"
    )
    return Process(
        [sys.executable, "-c", code, *command],
        cwd=ROOT,
        env=environment(EMAIL_URL=f"smtp://127.0.0.1:{port}"),
    )


@contextmanager
def working(number=1, **options):
    """Run so many workers, stopped with SIGTERM at the end."""
    workers = [start("worker", **options) for _ in range(number)]
    try:
        yield workers
    finally:
        for worker in workers:
            if worker.poll() is None:
                worker.send_signal(signal.SIGTERM)
        for worker in workers:
            try:
                worker.wait(WAIT)
            except subprocess.TimeoutExpired:
                worker.kill()
                worker.wait()


def make_bookings(number):
    """Bookings made just now, each with its confirmation due."""
    now = timezone.now()
    session = factories.make_session(starts_at=now + timedelta(days=20))
    for count in range(number):
        factories.make_booking(session=session, email=f"ama{count}@example.org", now=now)
    return sorted(f"ama{count}@example.org" for count in range(number))


def wait_until(condition):
    end = time.monotonic() + WAIT
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.1)


def all_marked():
    return not Notice.objects.open().exists()


def test_a_booking_is_confirmed_within_seconds_by_a_worker_that_stops_when_told(mail_server):
    with working(port=mail_server.port) as (worker,):
        recipients = make_bookings(1)
        assert mail_server.wait_for(1) == 1
        wait_until(all_marked)
        output = worker.stop()

    assert worker.returncode == 0, output
    assert mail_server.recipients == recipients
    (message,) = mail_server.messages
    assert message["To"] == recipients[0]
    types = [part.get_content_type() for part in message.walk()]
    assert types == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "application/ics",
    ]
    assert not ADDRESS.search(output.replace("hello@overabrew.example", ""))


@several
def test_four_workers_at_once_send_every_mail_once(mail_server):
    recipients = make_bookings(24)
    mail_server.delay = 0.05
    with working(4, port=mail_server.port):
        mail_server.wait_for(24)
        wait_until(all_marked)
        # They have looked again when each of four more mails, one after the other, has gone out.
        later = factories.make_session(starts_at=timezone.now() + timedelta(days=20))
        for number in range(4):
            more = factories.make_booking(
                session=later, email=f"ben{number}@example.org", now=timezone.now()
            )
            recipients.append(more.email)
            wait_until(all_marked)

    assert sorted(mail_server.recipients) == sorted(recipients)
    assert set(Notice.objects.values_list("attempts", flat=True)) == {1}


@several
def test_a_worker_killed_in_the_middle_loses_nothing_and_sends_at_most_one_twice(mail_server):
    recipients = make_bookings(6)
    mail_server.delay = 0.3
    with working(port=mail_server.port) as (worker,):
        mail_server.wait_for(2)
        worker.kill()  # no goodbye: the mail under way may be taken or not, and is not marked
        worker.wait()
    claimed = Notice.objects.open().exclude(claimed_until=None)
    assert claimed.count() <= 1, "at most one lease is still held"
    claimed.update(claimed_until=timezone.now() - timedelta(seconds=1))  # as if it had run out

    mail_server.delay = 0.0
    with working(2, port=mail_server.port):
        wait_until(all_marked)
    times = Counter(mail_server.recipients)
    assert sorted(times) == recipients, "nothing is lost"
    assert sum(times.values()) <= 7, "at most one is doubled"


def test_a_stopped_worker_finishes_the_mail_in_its_hands(mail_server):
    make_bookings(3)
    mail_server.delay = 1.0
    with working(port=mail_server.port) as (worker,):
        wait_until(lambda: Notice.objects.exclude(claimed_until=None).exists())
        output = worker.stop()

    assert worker.returncode == 0, output
    assert len(mail_server.mails) == 1
    assert Notice.objects.filter(sent_at__isnull=False).count() == 1
    assert not Notice.objects.open().exclude(claimed_until=None).exists(), "nothing is left claimed"


@pytest.mark.parametrize("behaviour", ["refuse", "hang", "drop"])
def test_a_mail_server_with_a_fault_costs_a_try_and_never_a_mail(behaviour, mail_server):
    recipients, began = make_bookings(1), timezone.now()
    mail_server.behaviour = behaviour
    with working(port=mail_server.port, timeout_seconds=1) as (worker,):
        wait_until(lambda: Notice.objects.filter(attempts=1, claimed_until=None).exists())
        assert worker.poll() is None, "the worker goes on"
        notice = Notice.objects.get()
        assert re.fullmatch(r"[A-Za-z]+", notice.problem)
        # A minute after the try, which was between these two moments.
        assert began + timedelta(minutes=1) <= notice.due_at
        assert notice.due_at <= timezone.now() + timedelta(minutes=1)
        assert mail_server.mails == []

        mail_server.behaviour = "ok"
        Notice.objects.update(due_at=timezone.now())  # as if the minute had gone by
        assert mail_server.wait_for(1) == 1
        wait_until(all_marked)
        output = worker.stop()
    assert mail_server.recipients == recipients
    assert notice.problem in output
    assert not ADDRESS.search(output)


def test_a_mail_server_that_is_down_does_not_stop_the_worker():
    with MailServer() as gone:
        port = gone.port
    recipients = make_bookings(1)
    with working(port=port) as (worker,):
        wait_until(lambda: Notice.objects.filter(problem="ConnectionRefusedError").exists())
        assert worker.poll() is None
        with MailServer(port) as back:
            Notice.objects.update(due_at=timezone.now())
            assert back.wait_for(1) == 1
            wait_until(all_marked)
            assert back.recipients == recipients


def test_while_a_mail_server_hangs_bookings_go_on_at_once(mail_server):
    make_bookings(1)
    mail_server.behaviour = "hang"
    with working(port=mail_server.port, timeout_seconds=10 * WAIT):
        wait_until(lambda: mail_server.calls > 0)
        booking = factories.make_booking(
            session=factories.make_session(starts_at=timezone.now() + timedelta(days=30)),
            now=timezone.now(),
        )
        enqueue(kind=Notice.Kind.CHANGE, booking=booking, now=timezone.now())
        assert Notice.objects.exclude(claimed_until=None).exists(), "the worker is still waiting"
        mail_server.closed.set()


def test_a_database_that_is_away_for_a_while_does_not_end_the_worker(mail_server):
    table = Notice._meta.db_table
    with working(port=mail_server.port) as (worker,):
        make_bookings(1)
        assert mail_server.wait_for(1) == 1
        wait_until(all_marked)
        with connection.schema_editor() as editor:
            editor.alter_db_table(Notice, table, f"{table}_away")
        try:
            wait_until(lambda: "The worker met" in worker.output)
            assert worker.poll() is None
        finally:
            with connection.schema_editor() as editor:
                editor.alter_db_table(Notice, f"{table}_away", table)
        booking = Notice.objects.get().booking
        enqueue(kind=Notice.Kind.CHANGE, booking=booking, now=timezone.now())
        assert mail_server.wait_for(2) == 2
        output = worker.stop()
    assert not ADDRESS.search(output)


def test_one_pass_by_hand_does_the_same_as_the_worker(mail_server):
    recipients = make_bookings(3)
    output = start("run_due", port=mail_server.port).end()

    assert sorted(mail_server.recipients) == recipients
    assert "mails sent: 3" in output
    again = start("run_due", port=mail_server.port).end()
    assert "mails" not in again
    assert len(mail_server.mails) == 3


@several
def test_two_passes_at_once_send_every_mail_once(mail_server):
    recipients = make_bookings(12)
    mail_server.delay = 0.05
    passes = [start("run_due", port=mail_server.port) for _ in range(3)]
    for each in passes:
        output = each.end()
        assert each.returncode == 0, output

    assert sorted(mail_server.recipients) == recipients


def test_the_worker_runs_the_background_tasks_of_the_editors_pages(mail_server, settings):

    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    factories.make_session(starts_at=timezone.now() + timedelta(days=20)).page.save()
    assert DBTaskResult.objects.ready().exists(), "saving a page leaves tasks behind"
    with working(port=mail_server.port):
        wait_until(lambda: not DBTaskResult.objects.ready().exists())
    assert not DBTaskResult.objects.failed().exists()


def test_mails_do_not_wait_for_a_long_queue_of_background_tasks(monkeypatch):
    worker, looks = worker_command.Command(), []

    def look(**how):
        looks.append(how)
        worker.stopping = len(looks) == 3

    def tasks_without_end(*, stop):
        while not stop():
            time.sleep(0.01)
        return 1

    monkeypatch.setattr(worker_command.signal, "signal", lambda *how: None)
    monkeypatch.setattr(worker_command, "POLL_INTERVAL", 0.05)
    monkeypatch.setattr(worker_command, "run_prompt_jobs", look)
    monkeypatch.setattr(worker_command, "run_tasks", tasks_without_end)
    monkeypatch.setattr(
        task_queue, "run_tasks", lambda **how: pytest.fail("a pass should leave them")
    )
    worker.handle()

    assert len(looks) == 3


def test_a_lease_is_long_enough_to_outlive_a_slow_mail_and_short_enough_to_wait_for():
    assert timedelta(minutes=5) <= LEASE <= timedelta(minutes=15)
