"""A stand-in for the token endpoints of Microsoft and Google, which answers as the real ones do.

https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow and
https://developers.google.com/identity/protocols/oauth2/web-server#offline. It also tells a mail
server whether a token is good (RFC 7662).
"""

import json
import threading
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl

MARK = "Geheim"  # begins each secret and token here, so that a test sees one that gets out
TENANT = "3f1a6e0c-tenant"
CLIENT_ID = "client-of-the-site"
SECRET = "Geheim~client~secret"
REFRESH_TOKEN = "Geheim-refresh-token"
MICROSOFT_SCOPE = "https://outlook.office365.com/.default"


class TokenServer(ThreadingHTTPServer):
    """Hands out tokens for `user`'s mailbox.

    `failure` is None, a status that every request gets, "hang up", or "hang" until it is closed. Tokens live `lifetime`
    seconds; those in `revoked` are good for nothing, and so are all with `refuses_all`.
    """

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Answers)
        self.user = "hello@brew.test"
        self.failure = None
        self.lifetime = 3599
        self.closed = threading.Event()
        self.requests = []
        self.issued = []
        self.revoked = set()
        self.refuses_all = False
        self.refresh_tokens = {REFRESH_TOKEN}
        self.thread = threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}"

    @property
    def introspection_url(self):
        return f"{self.url}/introspect"

    def use(self, settings, provider, *, refresh=False):
        """Let the site ask here. Microsoft gives tokens with a secret or with a refresh token."""
        path = "/token" if provider == "google" else "/{tenant}/oauth2/v2.0/token"
        settings.MAIL_OAUTH = provider
        settings.MAIL_OAUTH_TOKEN_URL = self.url + path
        settings.MAIL_OAUTH_TENANT = TENANT if provider == "microsoft" else ""
        settings.MAIL_OAUTH_CLIENT_ID, settings.MAIL_OAUTH_CLIENT_SECRET = CLIENT_ID, SECRET
        needs_user = refresh or provider == "google"
        settings.MAIL_OAUTH_REFRESH_TOKEN = REFRESH_TOKEN if needs_user else ""

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *args):
        self.closed.set()
        self.shutdown()
        self.server_close()

    def is_good(self, user, token):
        return (
            token in self.issued
            and token not in self.revoked
            and not self.refuses_all
            and user == self.user
        )

    def issue(self):
        self.issued.append(f"Geheim-access-{uuid.uuid4().hex}")
        return {
            "token_type": "Bearer",
            "expires_in": self.lifetime,
            "access_token": self.issued[-1],
        }


class _Refusal(Exception):
    def __init__(self, status, error, description):
        super().__init__(description)
        self.status = status
        self.body = {"error": error, "error_description": description}


class _Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        fields = dict(parse_qsl(body))
        if self.path == "/introspect":
            self.answer(200, self.introspect(fields["token"]))
            return
        self.server.requests.append(fields)
        if self.server.failure == "hang":
            self.server.closed.wait(60)
        if self.server.failure in ("hang", "hang up"):
            self.close_connection = True
            self.connection.close()
            return
        if self.server.failure:
            self.answer(self.server.failure, {"error": "temporarily_unavailable"})
            return
        try:
            is_google = self.path == "/token"
            self.answer(200, self.google(fields) if is_google else self.microsoft(fields))
        except _Refusal as refusal:
            self.answer(refusal.status, refusal.body)

    def introspect(self, token):
        good = self.server.is_good(self.server.user, token)
        return {"active": good, "username": self.server.user} if good else {"active": False}

    def microsoft(self, fields):
        if self.path != f"/{TENANT}/oauth2/v2.0/token":
            raise _Refusal(400, "invalid_request", "AADSTS90002: Tenant not found.")
        if fields.get("client_id") != CLIENT_ID:
            raise _Refusal(400, "unauthorized_client", "AADSTS700016: Application not found.")
        if fields.get("client_secret", SECRET) != SECRET:
            raise _Refusal(401, "invalid_client", "AADSTS7000215: Invalid client secret provided.")
        if fields["grant_type"] == "client_credentials":
            if "client_secret" not in fields:
                raise _Refusal(401, "invalid_client", "AADSTS7000216: client_secret is required.")
            if fields.get("scope") != MICROSOFT_SCOPE:
                raise _Refusal(400, "invalid_scope", "AADSTS1002012: The scope is not valid.")
            return self.server.issue()
        self.check_refresh_token(fields, "AADSTS700082: The refresh token has expired.")
        rotated = f"Geheim-rotated-{uuid.uuid4().hex}"
        self.server.refresh_tokens.add(rotated)
        return self.server.issue() | {"refresh_token": rotated, "scope": "IMAP.AccessAsUser.All"}

    def google(self, fields):
        if (fields.get("client_id"), fields.get("client_secret")) != (CLIENT_ID, SECRET):
            raise _Refusal(401, "invalid_client", "The OAuth client was not found.")
        self.check_refresh_token(fields, "Token has been expired or revoked.")
        return self.server.issue() | {"scope": "https://mail.google.com/"}

    def check_refresh_token(self, fields, description):
        if fields["grant_type"] != "refresh_token":
            raise _Refusal(400, "unsupported_grant_type", "Invalid grant_type")
        if fields["refresh_token"] not in self.server.refresh_tokens:
            raise _Refusal(400, "invalid_grant", description)

    def answer(self, status, body):
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
