"""Dovecot on loopback, as many mailboxes have it: folders begin with "INBOX.", passwords and tokens.

It runs as somebody who is not root, with all it has in one temporary folder.
"""

import base64
import grp
import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from functools import cache
from pathlib import Path

from tests.events.imap_server import PASSWORD, Maildir, free_port, wait_for

PROGRAM = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/opt/homebrew/sbin")

CERTIFICATE = Path(__file__).parent / "events" / "untrusted.pem"  # until a test trusts it

COMMON = """
protocols = imap
listen = 127.0.0.1
base_dir = {base}/run
state_dir = {base}/state
log_path = {base}/log
ssl = yes
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
auth_mechanisms = plain login xoauth2
auth_failure_delay = 0
namespace inbox {{
  inbox = yes
  prefix = INBOX.
  separator = .
}}
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
"""

# Debian 12
CONFIG_2_3 = (
    COMMON
    + """
ssl_cert = <{base}/certificate.pem
ssl_key = <{base}/certificate.pem
disable_plaintext_auth = no
mail_location = maildir:{base}/mail/%u
passdb {{
  driver = static
  mechanisms = plain login
  args = password={{PLAIN.B64}}{password}
}}
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {base}/oauth2.conf
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={base}/home/%u
}}
"""
)

# Debian 13, and Homebrew
VERSIONS = """dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
"""
CONFIG_2_4 = (
    VERSIONS
    + COMMON
    + """
ssl_server_cert_file = {base}/certificate.pem
ssl_server_key_file = {base}/certificate.pem
auth_allow_cleartext = yes
mail_driver = maildir
mail_path = {base}/mail/%{{user}}
passdb static {{
  password = {{PLAIN.B64}}{password}
}}
oauth2 {{
  !include {base}/oauth2.conf
}}
userdb static {{
  fields {{
    uid = {user}
    gid = {group}
    home = {base}/home/%{{user}}
  }}
}}
"""
)

OAUTH = """
introspection_url = {url}
introspection_mode = post
username_attribute = username
active_attribute = active
active_value = true
"""

CONFIGS = {"2.3": CONFIG_2_3, "2.4": CONFIG_2_4}


@cache
def version() -> str:
    """The first two numbers, or nothing where it is not."""
    if PROGRAM is None:
        return ""
    said = subprocess.run([PROGRAM, "--version"], capture_output=True, text=True, timeout=30)
    return ".".join(said.stdout.split(".")[:2])


def why_not() -> str:
    """Why the tests with Dovecot cannot run here, or nothing."""
    if not version():
        return "Dovecot is not here: apt-get install dovecot-imapd, or brew install dovecot"
    if version() not in CONFIGS:
        return f"this knows Dovecot {' and '.join(CONFIGS)}, and here is {version()}"
    return ""


class Dovecot:
    """The server. `introspection_url` is where it asks about tokens."""

    def __init__(self, introspection_url: str) -> None:
        # Not pytest's own folder, which only its user may enter.
        self.base = Path(tempfile.mkdtemp(prefix="over-a-brew-dovecot-"))
        self.port, self.tls_port = free_port(), free_port()
        if os.getuid() == 0:
            self.user, self.how = "nobody", {"user": "nobody", "extra_groups": []}
            group = pwd.getpwnam("nobody").pw_gid
            self.how["group"] = group
        else:
            self.user, self.how = pwd.getpwuid(os.getuid()).pw_name, {}
            group = os.getgid()
        for name in ("", "run", "state", "mail", "home"):
            self._make_folder(self.base / name)
        names = {"user": self.user, "group": grp.getgrgid(group).gr_name}
        config = self.base / "dovecot.conf"
        password = base64.b64encode(PASSWORD.encode()).decode()
        ports = {"port": self.port, "tls_port": self.tls_port}
        text = CONFIGS[version()]
        config.write_text(text.format(base=self.base, password=password, **ports, **names))
        shutil.copy(CERTIFICATE, self.base / "certificate.pem")
        (self.base / "oauth2.conf").write_text(OAUTH.format(url=introspection_url))
        self.process = subprocess.Popen(
            [PROGRAM, "-F", "-c", config], stdin=subprocess.DEVNULL, **self.how
        )
        wait_for(self.port)

    def new_mailbox(self) -> Maildir:
        """A mailbox with `PASSWORD`, or with a token for its name."""
        name = uuid.uuid4().hex
        mailbox = Maildir(self.base / "mail" / name, name)
        for path in (mailbox.folder, *mailbox.folder.iterdir()):
            self._give(path)
        return mailbox

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)
        shutil.rmtree(self.base, ignore_errors=True)

    def _make_folder(self, path: Path) -> None:
        path.mkdir(exist_ok=True)
        path.chmod(0o755)
        self._give(path)

    def _give(self, path: Path) -> None:
        if self.how:
            shutil.chown(path, user=self.user)
