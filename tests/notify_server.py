"""A stand-in for GOV.UK Notify on this machine, which answers as the real one does.

https://docs.notifications.service.gov.uk/rest-api.html: the token, the fields of a template, errors
and limits.
"""

import json
import re
import threading
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from notifications_python_client.authentication import decode_jwt_token, get_token_issuer
from notifications_python_client.errors import TokenError

SERVICE_ID = "8b3aa916-ec82-434e-b0c5-d5d9b371d6a3"
SECRET = "cc3ebeb9-bd1f-4e1e-a1a9-0f5c3a4a5c7e"
API_KEY = f"test-{SERVICE_ID}-{SECRET}"
TEXT_TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"
LETTER_TEMPLATE = "1d2b4a3c-6e7f-4a5b-9c8d-7e6f5a4b3c2d"
PLACEHOLDERS = {TEXT_TEMPLATE: ("message",), LETTER_TEMPLATE: ("heading", "body")}
PATHS = {"/v2/notifications/sms": "sms", "/v2/notifications/letter": "letter"}
POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", re.IGNORECASE)
MAX_TEXT = 918  # characters


class NotifyServer(ThreadingHTTPServer):
    """Takes texts and letters and stores them in `taken`.

    `failure` is None, or a status that every request gets: 403, 429, 500 or 503; or "hang up".
    """

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Answers)
        self.failure = None
        self.requests = 0
        self.taken = []
        self.thread = threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}"

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *args):
        self.shutdown()
        self.server_close()

    @property
    def texts(self):
        return [(each["phone_number"], each["personalisation"]["message"]) for each in self.taken]

    def receipt(self, status, number=-1):
        """Return the body of the callback about one of the messages taken."""
        sent = self.taken[number]
        return {
            "id": sent["id"],
            "reference": sent["reference"],
            "to": sent.get("phone_number"),
            "status": status,
            "created_at": "2027-01-11T09:00:00.000000Z",
            "completed_at": "2027-01-11T09:00:05.000000Z",
            "sent_at": "2027-01-11T09:00:01.000000Z",
            "notification_type": sent["type"],
            "template_id": sent["template_id"],
            "template_version": 1,
        }


def received_text(number, message):
    """Return the body of the callback with a text from somebody."""
    return {
        "id": str(uuid.uuid4()),
        "source_number": number.removeprefix("+"),
        "destination_number": "447700900999",
        "message": message,
        "date_received": "2027-01-11T09:30:00.000000Z",
    }


class _Problem(Exception):
    def __init__(self, status, error, message):
        super().__init__(message)
        self.status, self.error, self.message = status, error, message


FAILURES = {
    403: ("AuthError", "Invalid token: API key not found"),
    429: (
        "RateLimitError",
        "Exceeded rate limit for key type TEAM of 3000 requests per 60 seconds",
    ),
    500: ("Exception", "Internal server error"),
    503: ("Exception", "Service unavailable"),
}


class _Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def do_POST(self):
        self.server.requests += 1
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.server.failure == "hang up":
            self.close_connection = True
            self.connection.close()
            return
        try:
            if self.server.failure:
                raise _Problem(self.server.failure, *FAILURES[self.server.failure])
            self.check_token()
            self.answer(201, self.take(json.loads(body)))
        except _Problem as problem:
            error = {"error": problem.error, "message": problem.message}
            self.answer(problem.status, {"status_code": problem.status, "errors": [error]})

    def check_token(self):
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            if get_token_issuer(token) != SERVICE_ID:
                raise _Problem(403, "AuthError", "Invalid token: service not found")
            decode_jwt_token(token, SECRET)
        except TokenError:
            raise _Problem(403, "AuthError", "Invalid token: API key not found") from None

    def take(self, message):
        kind = PATHS.get(self.path)
        if kind is None:
            raise _Problem(404, "NoResultFound", "Not found")
        fields = message.get("personalisation", {})
        missing = [
            each for each in PLACEHOLDERS.get(message.get("template_id"), ()) if each not in fields
        ]
        if message.get("template_id") not in PLACEHOLDERS:
            raise _Problem(400, "BadRequestError", "Template not found")
        if missing:
            words = f"Missing personalisation: {', '.join(missing)}"
            raise _Problem(400, "BadRequestError", words)
        (self.check_text if kind == "sms" else self.check_letter)(message, fields)
        taken = {**message, "type": kind, "id": str(uuid.uuid4())}
        self.server.taken.append(taken)
        return {
            "id": taken["id"],
            "reference": message.get("reference"),
            "content": {"body": fields.get("message", ""), "from_number": "GOVUK"},
            "uri": f"{self.server.url}/v2/notifications/{taken['id']}",
            "template": {"id": message["template_id"], "version": 1},
        }

    def check_text(self, message, fields):
        digits = re.sub(r"\D", "", message.get("phone_number", ""))
        if len(digits) < 10:
            raise _Problem(400, "ValidationError", "phone_number Not enough digits")
        if len(fields["message"]) > MAX_TEXT:
            words = f"Text messages cannot be longer than {MAX_TEXT} characters."
            raise _Problem(400, "BadRequestError", words)

    def check_letter(self, message, fields):
        lines = [fields.get(f"address_line_{number}", "") for number in range(1, 8)]
        lines = [line for line in lines if line]
        if len(lines) < 3:
            words = "Address must be at least 3 lines"
            raise _Problem(400, "ValidationError", words)
        if not POSTCODE.fullmatch(lines[-1]):
            words = "Last line of the address must be a real UK postcode or another country"
            raise _Problem(400, "ValidationError", words)

    def answer(self, status, body):
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
