"""Is all well? What each job did is recorded without personal data, and what is wrong is said with what to do."""

import shutil
from collections import Counter, namedtuple
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from hub import health, jobs
from hub.health import run_checks
from hub.job_runs import RECORD_EVERY, record_run
from hub.jobs import PROBLEMS, Job, Stage, run_due_jobs
from hub.mail_oauth import TokenError
from hub.models import JobRun, User
from tests.events.test_manage_views import text_of

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def the_jobs(monkeypatch):
    """The jobs of a pass, which a test fills."""
    registered = []
    monkeypatch.setattr(jobs, "_jobs", registered)
    return registered


@pytest.fixture
def page(time_machine, now, monkeypatch):
    time_machine.move_to(now, tick=False)
    monkeypatch.setattr(health, "LEAST_FREE", 0)  # this machine may have a full disk
    return reverse("health_page")


def add(registered, name, run, **facts):
    registered.append(Job(name, Stage.ENQUEUE, run, **facts))


def fail(this):
    raise ValueError("zqama@example.org needs a lift")


def well(this):
    return Counter()


def found(now, name):
    (result,) = [each for each in run_checks(now) if each.name == name]
    return [f"{finding.what} {finding.to_do}" for finding in result.findings]


# The record ---------------------------------------------------------------------------------------


def test_a_run_that_goes_well_and_one_that_fails_are_recorded(the_jobs, now):
    add(the_jobs, "good", well)
    add(the_jobs, "bad", fail)
    run_due_jobs(now=now)
    good, bad = JobRun.objects.get(name="good"), JobRun.objects.get(name="bad")

    assert (good.succeeded_at, good.failing_since, good.problem) == (good.ran_at, None, "")
    assert (bad.succeeded_at, bad.failing_since) == (None, bad.ran_at)
    assert bad.problem.startswith("ValueError in ")


def test_what_an_error_says_is_never_recorded(the_jobs, now):
    add(the_jobs, "bad", fail)
    run_due_jobs(now=now)
    row = str(JobRun.objects.values().get())

    assert "zqama" not in row
    assert "lift" not in row


def test_a_refused_token_is_recorded_with_what_to_do(the_jobs, now):
    def refuse(this):
        raise TokenError("Microsoft gives no token. Make a new secret and set it.")

    add(the_jobs, "answers", refuse)
    run_due_jobs(now=now)

    assert JobRun.objects.get().advice == "Microsoft gives no token. Make a new secret and set it."


def test_a_part_that_fails_counts_as_a_problem_of_its_job(the_jobs, now):
    add(the_jobs, "dates", lambda this: Counter({PROBLEMS: 1, "dates made": 3}))
    run_due_jobs(now=now)

    assert "Some of it could not be done" in JobRun.objects.get().problem


def test_the_moment_of_the_first_failure_stays_until_it_goes_well(now):
    for minutes in (0, 1, 30):
        record_run("mails", now=now + minutes * MINUTE, problem="OSError")
    run = JobRun.objects.get()
    assert (run.failing_since, run.ran_at) == (now, now + 30 * MINUTE)

    record_run("mails", now=now + 31 * MINUTE)
    run.refresh_from_db()
    assert (run.failing_since, run.problem) == (None, "")
    assert run.succeeded_at == now + 31 * MINUTE


def test_passes_with_nothing_new_write_nothing_for_five_minutes(now):
    """Each write empties the cache of pages."""
    record_run("mails", now=now)
    with CaptureQueriesContext(connection) as queries:
        record_run("mails", now=now + RECORD_EVERY - MINUTE)
    assert all(query["sql"].startswith("SELECT") for query in queries)

    record_run("mails", now=now + RECORD_EVERY)
    assert JobRun.objects.get().ran_at == now + RECORD_EVERY


# The checks ---------------------------------------------------------------------------------------


def test_a_worker_that_never_ran_or_is_silent_is_found(now):
    assert "has never run" in found(now, "The worker")[0]
    record_run("mails", now=now)
    assert found(now + 20 * MINUTE, "The worker") == []

    (words,) = found(now + 21 * MINUTE, "The worker")
    assert "done nothing since Monday 11 January 2027, 9am" in words
    assert "manage.py worker" in words


def test_a_job_that_goes_on_failing_is_found_with_what_people_miss(the_jobs, now):
    add(the_jobs, "reminders", fail, when_failing="People are not reminded of their sessions.")
    run_due_jobs(now=now)
    assert found(now + 9 * MINUTE, "What the worker does") == [], "a moment is no finding"

    run_due_jobs(now=now + 11 * MINUTE)
    (words,) = found(now + 11 * MINUTE, "What the worker does")
    assert words.startswith("“Reminders” does not work since Monday 11 January 2027, 9am. People")
    assert "ValueError" in words
    assert "zqama" not in words


def test_a_job_that_the_worker_leaves_out_is_found(the_jobs, now):
    add(the_jobs, "mails", well)
    add(the_jobs, "forgetting", well)
    run_due_jobs(now=now)
    record_run("mails", now=now + 30 * MINUTE)

    (words,) = found(now + 30 * MINUTE, "What the worker does")
    assert words.startswith("“Forgetting” has not run since")


def test_a_job_of_a_feature_that_was_taken_out_is_not_missed(the_jobs, now):
    record_run("gone", now=now, problem="OSError")
    assert found(now + 60 * MINUTE, "What the worker does") == []


def make_task(status, **times):
    task = DBTaskResult.objects.create(
        task_path="hub.staff_mail.send_mail",
        args_kwargs={"args": [{"to": ["zqsam@example.org"]}], "kwargs": {}},
        backend_name="default",
        status=status,
        run_after=times.pop("run_after"),
    )
    DBTaskResult.objects.filter(pk=task.pk).update(**times)


def test_tasks_that_failed_or_wait_are_found_without_what_is_in_them(now, time_machine):
    time_machine.move_to(now)
    make_task("FAILED", run_after=now, finished_at=now - timedelta(days=1))
    make_task("FAILED", run_after=now, finished_at=now - timedelta(days=8))
    make_task("READY", run_after=now - 30 * MINUTE, enqueued_at=now - 30 * MINUTE)
    make_task("READY", run_after=now, enqueued_at=now)
    failed, waiting = found(now, "Background tasks")

    assert "send_mail (1)" in failed
    assert waiting.startswith("1 task waits")
    assert "zqsam" not in failed + waiting


@pytest.mark.parametrize(("free", "is_found"), [(4, True), (6, False)])
def test_a_disk_that_is_nearly_full_is_found(now, settings, tmp_path, monkeypatch, free, is_found):
    settings.MEDIA_ROOT = tmp_path
    usage = namedtuple("usage", "total used free")(100 * 2**20, 0, free * 2**20)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage)
    words = found(now, "The disk")

    assert bool(words) == is_found
    assert not words or "The disk with uploads is nearly full: 4 MB are free." in words[0]


def test_redis_that_is_away_is_found(now, monkeypatch):
    assert found(now, "The cache") == []
    monkeypatch.setattr(type(caches["default"]), "is_away", True, raising=False)
    assert "Redis cannot be reached" in found(now, "The cache")[0]


def test_a_check_that_fails_is_a_finding_and_the_others_go_on(now, monkeypatch):
    monkeypatch.setattr(health, "_checks", [("Bad", fail), *health._checks])
    assert "We could not look: ValueError" in found(now, "Bad")[0]
    assert "zqama" not in found(now, "Bad")[0]
    assert len(run_checks(now)) > 4


# The page and the warning -------------------------------------------------------------------------


def test_the_page_says_what_is_wrong_and_what_to_do(page, admin_client, site, now):
    words = text_of(admin_client.get(page))
    assert "Wrong The worker" in words
    assert "What to do: Start it: manage.py worker." in words
    assert "Your backups." in words


def test_when_all_is_well_it_says_so_and_the_first_page_says_nothing(page, admin_client, site, now):
    run_due_jobs(now=now)
    words = text_of(admin_client.get(page))

    assert "All that we can see is well." in words
    assert "Forgetting Monday 11 January 2027, 9am" in words
    assert "The site needs you" not in admin_client.get(reverse("wagtailadmin_home")).text


def test_the_first_page_leads_there_when_something_is_wrong(page, admin_client, site):
    home = admin_client.get(reverse("wagtailadmin_home")).text

    assert "The site needs you" in home
    assert "The worker has never run." in home
    assert f'href="{page}"' in home


@pytest.mark.parametrize("group", ["Editors", "Organisers"])
def test_others_do_not_see_it_unless_they_are_given_the_right(client, site, page, group):
    user = User.objects.create_user("someone", "someone@example.org", "brew")
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    assert client.get(page).status_code == 302
    assert "The site needs you" not in client.get(reverse("wagtailadmin_home")).text

    user.user_permissions.add(Permission.objects.get(codename="view_jobrun"))
    assert client.get(page).status_code == 200
    assert "The site needs you" in client.get(reverse("wagtailadmin_home")).text


def test_the_page_for_machines_stays_as_it_is(client, page):
    """Also while the worker is silent: the site itself can answer."""
    assert client.get("/health/").text == "ok"
