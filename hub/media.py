"""Serving uploads with byte ranges (RFC 9110, 14), without which some phones play no video."""

import re
from collections.abc import Iterator
from errno import ENAMETOOLONG
from typing import BinaryIO, cast

from django.conf import settings
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.views.static import serve

CHUNK_SIZE = 64 * 1024  # bytes
SINGLE_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})$")  # longer than any file: ignored


def serve_upload(request: HttpRequest, path: str, *, cache_control: str) -> HttpResponseBase:
    """Serve an uploaded file, or the single byte range requested."""
    try:
        response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    except OSError as error:
        if error.errno == ENAMETOOLONG:  # so no file has it
            raise Http404 from error
        raise
    response["Cache-Control"] = cache_control
    requested = SINGLE_RANGE.match(request.headers.get("Range", ""))
    if not isinstance(response, FileResponse):
        return response
    response["Accept-Ranges"] = "bytes"
    if not requested or requested.groups() == ("", ""):
        return response
    return _partial_response(response, *requested.groups())


def _partial_response(response: FileResponse, first: str, last: str) -> HttpResponseBase:
    size = int(response["Content-Length"])
    file = cast(BinaryIO, response.file_to_stream)
    if first:
        start, end = int(first), min(int(last), size - 1) if last else size - 1
    else:  # suffix range: the last n bytes
        start, end = max(0, size - int(last)), size - 1
    if start > end or start >= size:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    headers = {
        name: response[name]
        for name in ("Content-Type", "Cache-Control", "Last-Modified")
        if name in response
    }
    headers |= {
        "Accept-Ranges": "bytes",
        "Content-Range": f"bytes {start}-{end}/{size}",
        "Content-Length": str(end - start + 1),
    }
    return StreamingHttpResponse(_read(file, start, end), status=206, headers=headers)


def _read(file: BinaryIO, start: int, end: int) -> Iterator[bytes]:
    remaining = end - start + 1
    with file:
        file.seek(start)
        while remaining > 0 and (chunk := file.read(min(CHUNK_SIZE, remaining))):
            remaining -= len(chunk)
            yield chunk
