"""Views of the emails that `EmlFileBackend` wrote during development."""

import email
import email.policy
from email.message import EmailMessage
from pathlib import Path

from csp.constants import NONE, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render


def mail_list(request: HttpRequest) -> HttpResponse:
    mails = [
        {"name": path.stem, "message": _read(path)}
        for path in sorted(Path(settings.EML_DIR).glob("*.eml"), reverse=True)[:200]
    ]
    return render(request, "dev/mail_list.html", {"mails": mails})


def mail(request: HttpRequest, name: str) -> HttpResponse:
    message = _read(_path(name))
    parts = _parts(message)
    context = {
        "name": name,
        "message": message,
        "text": parts.get("text/plain", ""),
        "html": parts.get("text/html", ""),
        "calendar": parts.get("text/calendar", ""),
    }
    return render(request, "dev/mail.html", context)


@csp_replace({"default-src": [NONE], "style-src": [UNSAFE_INLINE]})
def mail_html(request: HttpRequest, name: str) -> HttpResponse:
    """Return the HTML part of one email. The CSP of the response allows its inline styles."""
    return HttpResponse(_parts(_read(_path(name))).get("text/html", ""))


def _path(name: str) -> Path:
    path = Path(settings.EML_DIR) / f"{name}.eml"
    if path.parent != Path(settings.EML_DIR) or not path.is_file():
        raise Http404
    return path


def _read(path: Path) -> EmailMessage:
    return email.message_from_bytes(path.read_bytes(), policy=email.policy.default)


def _parts(message: EmailMessage) -> dict[str, str]:
    return {
        part.get_content_type(): part.get_content()
        for part in message.walk()
        if part.get_content_maintype() == "text"
    }
