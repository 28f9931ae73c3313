"""Our own films. Phones ask for a film in parts (RFC 9110 section 14); without that Safari plays nothing."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.documents import get_document_model

FILMS = ("mp4", "webm", "mp3")
PART = re.compile(r"bytes=(\d*)-(\d*)$")
AT_A_TIME = 64 * 1024  # bytes


@require_safe
def film(request: HttpRequest, pk: int) -> HttpResponse | StreamingHttpResponse:
    """A film or a sound from the documents, whole or the part that is asked for."""
    document = get_object_or_404(get_document_model(), pk=pk)
    is_film = document.file_extension.lower() in FILMS
    if not is_film or document.collection.get_view_restrictions().exists():
        raise Http404
    size = document.file.size
    part = _part(request.headers.get("Range", ""), size)
    file = document.file.open("rb")
    if part is None:
        response = FileResponse(file, content_type=document.content_type)
    else:
        first, last = part
        if first > last:
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
        response = StreamingHttpResponse(
            _bytes(file, first, last), status=206, content_type=document.content_type
        )
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
        response["Content-Length"] = str(last - first + 1)
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = "public, max-age=604800"
    return response


def _part(wanted: str, size: int) -> tuple[int, int] | None:
    """First and last byte, or None for all of it: also when we do not understand the question."""
    found = PART.match(wanted)
    if not found or not (found[1] or found[2]):
        return None
    if not found[1]:
        return max(0, size - int(found[2])), size - 1
    first = int(found[1])
    last = min(int(found[2]), size - 1) if found[2] else size - 1
    return (
        (size, size - 1) if first >= size or (found[2] and int(found[2]) < first) else (first, last)
    )


def _bytes(file: BinaryIO, first: int, last: int) -> Iterator[bytes]:
    with file:
        file.seek(first)
        left = last - first + 1
        while left > 0 and (chunk := file.read(min(AT_A_TIME, left))):
            left -= len(chunk)
            yield chunk
