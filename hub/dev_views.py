"""Shows the mails that development wrote to a folder, as a person would read them."""

import email
import email.policy
from email.message import EmailMessage
from pathlib import Path

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
    path = Path(settings.EML_DIR) / f"{name}.eml"
    if path.parent != Path(settings.EML_DIR) or not path.is_file():
        raise Http404
    message = _read(path)
    parts = {
        part.get_content_type(): part.get_content()
        for part in message.walk()
        if part.get_content_maintype() == "text"
    }
    context = {
        "message": message,
        "text": parts.get("text/plain", ""),
        "html": parts.get("text/html", ""),
        "calendar": parts.get("text/calendar", ""),
    }
    return render(request, "dev/mail.html", context)


def _read(path: Path) -> EmailMessage:
    return email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
