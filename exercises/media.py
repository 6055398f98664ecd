"""Uploaded files of the library, for people on whose shelves they are. A name never holds other content."""

from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from exercises.models import Exercise, HomeTest, Shelf
from exercises.ranges import Unsatisfiable, span_asked
from exercises.registry import shelves_of, shelves_to_edit

KEPT_SECONDS = 365 * 24 * 60 * 60
PICTURES = {".webp": "image/webp", ".png": "image/png", ".jpeg": "image/jpeg", ".jpg": "image/jpeg"}
VIDEOS = {".mp4": "video/mp4", ".webm": "video/webm"}
CAPTIONS = {".vtt": "text/vtt; charset=utf-8"}


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    path, kind = _known(request, "picture", f"pictures/{name}", PICTURES)
    return _to_keep(FileResponse(default_storage.open(path), content_type=kind))


@require_safe
def captions(request: HttpRequest, name: str) -> HttpResponseBase:
    path, kind = _known(request, "captions", f"captions/{name}", CAPTIONS)
    return _to_keep(FileResponse(default_storage.open(path), content_type=kind))


@require_safe
def video(request: HttpRequest, name: str) -> HttpResponseBase:
    """The whole of it, or the piece that a player asks for."""
    path, kind = _known(request, "video", f"videos/{name}", VIDEOS)
    size = default_storage.size(path)
    try:
        span = span_asked(request.headers.get("Range", ""), size)
    except Unsatisfiable:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    if span is None:
        response: HttpResponseBase = FileResponse(default_storage.open(path), content_type=kind)
    else:
        with default_storage.open(path) as file:
            file.seek(span.first)
            response = HttpResponse(file.read(span.length), status=206, content_type=kind)
        response["Content-Range"] = f"bytes {span.first}-{span.last}/{size}"
    response["Accept-Ranges"] = "bytes"
    return _to_keep(response)


def _known(request: HttpRequest, field: str, path: str, kinds: dict[str, str]) -> tuple[str, str]:
    """The place of the file and its type. Errors: Http404 when it is not this person's to see, or lost."""
    kind = kinds.get(PurePosixPath(path).suffix)
    if kind is None or not _holds(_shelves(request), field, path) or not default_storage.exists(path):
        raise Http404
    return path, kind


def _shelves(request: HttpRequest) -> list[Shelf]:
    return [*shelves_of(request), *(shelves_to_edit(request.user) if request.user.is_staff else ())]


def _holds(shelves: list[Shelf], field: str, path: str) -> bool:
    return any(model.objects.on_shelves(shelves).filter(**{field: path}).exists() for model in (Exercise, HomeTest))


def _to_keep(response: HttpResponseBase) -> HttpResponseBase:
    response["Cache-Control"] = f"private, max-age={KEPT_SECONDS}, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    return response
