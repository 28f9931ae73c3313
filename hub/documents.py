"""Serving uploads: pictures to everyone, documents to those who may read their collection."""

import posixpath

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_list_or_404, get_object_or_404, redirect
from wagtail import hooks
from wagtail.documents import get_document_model

from hub.media import serve_upload

FOLDER = "documents/"  # in MEDIA_ROOT; what a proxy must leave to the site: see the README
OPEN = "public, no-cache"  # asked again each time: the collection may have become private
RESTRICTED = "private, no-store"
PICTURE = "public, max-age=604800"  # a changed upload gets a new name


def document(request: HttpRequest, document_id: str, filename: str) -> HttpResponseBase:
    """Serve a document as Wagtail's own view does, and with byte ranges, which that cannot."""
    found = get_object_or_404(
        get_document_model().objects.select_related("collection"), pk=document_id
    )
    if found.filename != filename:
        raise Http404
    for check in hooks.get_hooks("before_serve_document"):
        if isinstance(refusal := check(found, request), HttpResponseBase):
            return refusal
    is_open = not found.collection.get_view_restrictions().exists()
    cache_control = OPEN if is_open else RESTRICTED
    return serve_upload(request, found.file.name, cache_control=cache_control)


def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve an uploaded picture. The path of a document leads to the address that asks first."""
    path = posixpath.normpath(path).lstrip("/")
    if path.casefold().startswith(FOLDER):
        return redirect(get_list_or_404(get_document_model(), file=path)[0].url)
    return serve_upload(request, path, cache_control=PICTURE)
