"""Serving uploads with byte ranges (RFC 9110, 14), without which some phones play no video."""

import re
from collections.abc import Iterator
from typing import BinaryIO, cast

from django.conf import settings
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.views.static import serve

CHUNK = 64 * 1024  # bytes
ONE_RANGE = re.compile(r"bytes=(\d*)-(\d*)$")


def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve an uploaded file, or the single byte range requested."""
    whole = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    # A changed upload gets a new name, so browsers may cache it.
    whole["Cache-Control"] = "public, max-age=604800"
    asked = ONE_RANGE.match(request.headers.get("Range", ""))
    if not isinstance(whole, FileResponse):
        return whole
    whole["Accept-Ranges"] = "bytes"
    if not asked or asked.groups() == ("", ""):
        return whole
    return _part(whole, *asked.groups())


def _part(whole: FileResponse, first: str, last: str) -> HttpResponseBase:
    size = int(whole["Content-Length"])
    file = cast(BinaryIO, whole.file_to_stream)
    if first:
        start, end = int(first), min(int(last), size - 1) if last else size - 1
    else:  # suffix range: the last n bytes
        start, end = max(0, size - int(last)), size - 1
    if start > end or start >= size:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    headers = {
        name: whole[name]
        for name in ("Content-Type", "Cache-Control", "Last-Modified")
        if name in whole
    }
    headers |= {
        "Accept-Ranges": "bytes",
        "Content-Range": f"bytes {start}-{end}/{size}",
        "Content-Length": str(end - start + 1),
    }
    return StreamingHttpResponse(_read(file, start, end), status=206, headers=headers)


def _read(file: BinaryIO, start: int, end: int) -> Iterator[bytes]:
    left = end - start + 1
    with file:
        file.seek(start)
        while left > 0 and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk
