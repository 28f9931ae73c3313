"""The settings keep their promises to the people who run the site."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
fresh_python = pytest.mark.slow("starts a fresh Python under production settings")
GOOD = {
    "SECRET_KEY": "k3-long-enough-and-quite-random-7h2j9s0d8f6g5h4j3k2l1q0w9e8r7t6y5u4i3o2p",
    "ENCRYPTION_KEYS": "bm90LWZvci1hLXJlYWwtc2l0ZS1idXQtMzItYnl0ZXM=",
    "ALLOWED_HOSTS": "brew.example",
    "BASE_URL": "https://brew.example",
    "DATABASE_URL": "sqlite:////tmp/over-a-brew-settings.sqlite3",
}


def start(environment: dict[str, str], code: str = "import django; django.setup()"):
    """Start a fresh Python under production settings with nothing else in its environment."""
    clean = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "hub.settings.production"}
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**clean, **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )


@fresh_python
@pytest.mark.parametrize("name", ["SECRET_KEY", "ENCRYPTION_KEYS", "ALLOWED_HOSTS", "BASE_URL"])
def test_production_refuses_to_start_and_names_the_missing_variable(name):
    result = start({key: value for key, value in GOOD.items() if key != name})
    assert result.returncode != 0
    assert name in result.stderr.splitlines()[-1]


@fresh_python
def test_production_refuses_a_key_that_is_none_and_does_not_print_it():
    result = start({**GOOD, "ENCRYPTION_KEYS": f"{GOOD['ENCRYPTION_KEYS']},not-a-key"})
    assert result.returncode != 0
    assert "holds something that is no key" in result.stderr.splitlines()[-1]
    assert "not-a-key" not in result.stderr


@fresh_python
def test_production_starts_when_all_is_there():
    assert start(GOOD).returncode == 0


@fresh_python
def test_production_makes_the_folder_of_its_sqlite_file_for_itself_alone(tmp_path):
    file = tmp_path / "not" / "there" / "hub.sqlite3"
    code = "import django; django.setup(); from django.db import connection; connection.connect()"
    result = start({**GOOD, "DATABASE_URL": f"sqlite:///{file}"}, code)
    assert result.returncode == 0, result.stderr
    assert file.exists()
    assert file.parent.stat().st_mode & 0o077 == 0


@fresh_python
def test_links_signed_with_an_earlier_secret_key_still_work():
    code = (
        "import django; django.setup(); from django.core.signing import Signer;"
        "print(Signer().unsign(Signer(key='an-old-key').sign('a link')))"
    )
    result = start({**GOOD, "SECRET_KEY_FALLBACKS": "another,an-old-key"}, code)
    assert result.stdout.strip() == "a link", result.stderr


def test_every_variable_that_the_settings_read_is_explained_in_the_readme():
    sources = (ROOT / "hub" / "settings" / f"{name}.py" for name in ("base", "production"))
    read = {
        name
        for source in sources
        for name in re.findall(r'env\.\w+\(\s*"(\w+)"', source.read_text())
    }
    assert len(read) > 8
    told = re.findall(r"^\| `(\w+)` \|", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert read <= set(told)


@fresh_python
def test_production_trusts_the_proxys_word_that_the_visit_is_secure():
    code = (
        "import django; django.setup(); from django.test import RequestFactory;"
        "r = RequestFactory().get('/', HTTP_X_FORWARDED_PROTO='https'); print(r.is_secure())"
    )
    assert start(GOOD, code).stdout.strip() == "True"


@fresh_python
def test_production_is_not_in_debug_mode_and_takes_mail_settings_from_one_address():
    code = (
        "import django; django.setup(); from django.conf import settings as s;"
        "print(s.DEBUG, s.EMAIL_HOST, s.EMAIL_PORT, s.EMAIL_USE_TLS)"
    )
    result = start({**GOOD, "EMAIL_URL": "smtp+tls://user:pass@mail.example:587"}, code)
    assert result.stdout.strip() == "False mail.example 587 True"


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="about SQLite only")
def test_sqlite_lets_readers_go_on_while_someone_writes_and_locks_early():
    with connection.cursor() as cursor:
        facts = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "foreign_keys", "busy_timeout")
        }
    assert facts == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 20000}
    assert settings.DATABASES["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


@fresh_python
@pytest.mark.parametrize(
    ("variables", "texts", "letters"),
    [
        ({"NOTIFY_API_KEY": "k"}, False, False),
        ({"NOTIFY_API_KEY": "k", "NOTIFY_TEXT_TEMPLATE": "t"}, True, False),
        ({"NOTIFY_API_KEY": "k", "NOTIFY_LETTER_TEMPLATE": "l"}, False, True),
    ],
)
def test_texts_and_letters_are_off_until_a_provider_is_set(variables, texts, letters):
    code = (
        "import django; django.setup(); from events import channels;"
        "print(channels.sends_texts(), channels.sends_letters())"
    )
    result = start({**GOOD, **variables}, code)
    assert result.stdout.split() == [str(texts), str(letters)], result.stderr
