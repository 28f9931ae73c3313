"""Sample pictures and documents, uploaded once."""

from pathlib import Path
from typing import Any, TypeVar

from django.core.files import File
from wagtail.documents.models import Document

from home.demo import content
from hub.models import Picture

FOLDER = Path(content.__file__).parent.parent
Upload = TypeVar("Upload", Picture, Document)


class MediaLibrary:
    def __init__(self) -> None:
        self._samples = {each.name: each for each in content.PICTURES}

    def picture(self, name: str) -> Picture | None:
        """Return the picture, uploaded if missing. An empty name returns None."""
        if not name:
            return None
        sample = self._samples[name]
        return _get_or_upload(Picture, FOLDER / "pictures" / sample.file, sample.title)

    def alt(self, name: str) -> str:
        return self._samples[name].alt

    def picture_fields(self, name: str) -> dict[str, Any]:
        """Return the BasePage fields for this picture."""
        picture = self.picture(name)
        return {"picture": picture, "picture_description": self.alt(name)} if picture else {}

    def document(self, file_name: str, title: str) -> Document:
        return _get_or_upload(Document, FOLDER / "films" / file_name, title)


def _get_or_upload(model: type[Upload], path: Path, title: str) -> Upload:
    upload = model.objects.filter(title=title).first()
    if upload is None:
        with path.open("rb") as file:
            upload = model.objects.create(title=title, file=File(file, name=path.name))
    return upload
