"""Base for blocks with several documents."""

from collections.abc import Iterable
from typing import Any

from wagtail import blocks
from wagtail.documents import get_document_model


class BulkDocumentsBlock(blocks.StructBlock):
    """A block whose document fields, named in `documents`, are all fetched in one query."""

    documents: tuple[str, ...] = ()

    def bulk_to_python(self, values: Iterable[dict[str, Any]]) -> list[blocks.StructValue]:
        rows = list(values)
        pks = {row[name] for row in rows for name in self.documents if row.get(name)}
        documents = get_document_model().objects.in_bulk(pks) if pks else {}
        without_documents = [row | dict.fromkeys(self.documents) for row in rows]
        structs = super().bulk_to_python(without_documents)
        for struct, row in zip(structs, rows, strict=True):
            for name in self.documents:
                struct[name] = documents.get(row.get(name))
        return structs
