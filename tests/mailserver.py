"""A small SMTP server on this machine, which can also fail on purpose."""

import base64
import email
import email.policy
import re
import socketserver
import threading
import time

CHALLENGE = b'{"status":"400","schemes":"Bearer","scope":"https://mail.google.com/"}'


class MailServer(socketserver.ThreadingTCPServer):
    """Takes mails and stores them. `behaviour` is ok, refuse, hang, drop, or slow.

    `refuse` answers 450 to every reader; `hang` says nothing after it was called, until it is closed;
    `drop` hangs up in the middle of a mail; `slow` takes each mail after `delay` seconds.
    `extensions` is what it can do, such as SMTPUTF8. `takes_token` says whether a token is good for a
    user: with it the server takes mails only after a log-in with such a token, or with `password`.
    `deliver` gets each mail.
    """

    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False

    def __init__(self, port=0):
        super().__init__(("127.0.0.1", port), _Talk)
        self.behaviour = "ok"
        self.extensions = ()
        self.takes_token = None
        self.password = None
        self.deliver = None
        self.delay = 0.0
        self.calls = 0
        self.closed = threading.Event()
        self.mails = []
        self.taken = threading.Condition()
        self.thread = threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True)

    @property
    def port(self):
        return self.server_address[1]

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *args):
        self.closed.set()
        self.shutdown()
        self.server_close()

    def wait_for(self, number, seconds=60):
        """Wait until that many mails were taken, and return how many there are."""
        with self.taken:
            self.taken.wait_for(lambda: len(self.mails) >= number, timeout=seconds)
            return len(self.mails)

    @property
    def recipients(self):
        return [recipient for recipient, _ in self.mails]

    @property
    def messages(self):
        return [email.message_from_bytes(raw, policy=email.policy.SMTP) for _, raw in self.mails]


class _Talk(socketserver.StreamRequestHandler):
    def handle(self):
        self.server.calls += 1
        try:
            self.talk()
        except (ConnectionError, TimeoutError):
            pass

    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")

    def talk(self):
        if self.server.behaviour == "hang":
            self.server.closed.wait(60)
            return
        self.say("220 mail.test")
        readers = []
        is_open = self.server.takes_token is None
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word in (b"EHLO", b"HELO"):
                self.say("250-mail.test")  # clients take the first line for the name
                for extension in self.server.extensions:
                    self.say(f"250-{extension}")
                if self.server.takes_token is not None:
                    self.say("250-AUTH PLAIN XOAUTH2")
                self.say("250 HELP")
            elif word == b"AUTH":
                is_open = self.log_in(line)
            elif word in (b"MAIL", b"RCPT", b"DATA") and not is_open:
                self.say("530 5.7.57 Client not authenticated to send mail.")
            elif word == b"RCPT":
                if self.server.behaviour == "refuse":
                    self.say("450 try again later")
                else:
                    readers.append(re.search(rb"<(.*)>", line)[1].decode())
                    self.say("250 ok")
            elif word == b"DATA":
                self.say("354 go on")
                raw = self.read_mail()
                if self.server.behaviour == "drop":
                    return
                time.sleep(self.server.delay)
                with self.server.taken:
                    self.server.mails += [(reader, raw) for reader in readers]
                    if self.server.deliver is not None:
                        self.server.deliver(raw)
                    self.server.taken.notify_all()
                readers = []
                self.say("250 taken")
            elif word == b"QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def log_in(self, line):
        _, mechanism, words = line.decode().split()
        words = base64.b64decode(words).decode()
        if mechanism == "PLAIN":
            is_right = words.split("\0")[2] == self.server.password
        else:
            user, bearer = words.rstrip("\1").split("\1")
            token = bearer.removeprefix("auth=Bearer ")
            is_right = self.server.takes_token(user.removeprefix("user="), token)
            if not is_right:  # Google and Microsoft say why in a challenge first
                self.say(f"334 {base64.b64encode(CHALLENGE).decode()}")
                assert self.rfile.readline() == b"\r\n"
        self.say("235 2.7.0 Accepted" if is_right else "535 5.7.8 Not accepted.")
        return is_right

    def read_mail(self):
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                raise ConnectionError
            lines.append(line.removeprefix(b"."))
        return b"".join(lines)
