"""Sample pictures and documents, uploaded once."""

from pathlib import Path
from typing import Any

from django.core.files import File
from wagtail.documents.models import Document

from home.demo import content
from hub.models import Picture

FOLDER = Path(content.__file__).parent.parent


class MediaLibrary:
    def __init__(self) -> None:
        self._drawings = {Path(each.file).stem: each for each in content.PICTURES}

    def picture(self, name: str) -> Picture | None:
        """Return the picture, uploaded if missing. An empty name returns None."""
        if not name:
            return None
        drawing = self._drawings[Path(name).stem]
        picture = Picture.objects.filter(title=drawing.title).first()
        if picture is None:
            with (FOLDER / "pictures" / Path(drawing.file).name).open("rb") as file:
                picture = Picture(
                    title=drawing.title, file=File(file, name=Path(drawing.file).name)
                )
                picture.save()
        return picture

    def alt(self, name: str) -> str:
        return self._drawings[Path(name).stem].alt

    def picture_fields(self, name: str) -> dict[str, Any]:
        """Return the BasePage fields for this picture."""
        picture = self.picture(name)
        return {"picture": picture, "picture_description": self.alt(name)} if picture else {}

    def document(self, file_name: str, title: str) -> Document:
        document = Document.objects.filter(title=title).first()
        if document is None:
            with (FOLDER / "films" / file_name).open("rb") as file:
                document = Document(title=title, file=File(file, name=file_name))
                document.save()
        return document
