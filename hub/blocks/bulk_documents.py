"""Base for blocks with several documents."""

from collections.abc import Iterable
from typing import Any

from wagtail import blocks
from wagtail.documents import get_document_model


class BulkDocumentsBlock(blocks.StructBlock):
    """A block whose document fields, named in `documents`, are all fetched in one query."""

    documents: tuple[str, ...] = ()

    def bulk_to_python(self, values: Iterable[dict[str, Any]]) -> list[blocks.StructValue]:
        raw = list(values)
        keys = {value[name] for value in raw for name in self.documents if value.get(name)}
        found = get_document_model().objects.in_bulk(keys) if keys else {}
        without = [value | dict.fromkeys(self.documents) for value in raw]
        ready = super().bulk_to_python(without)
        for block, value in zip(ready, raw, strict=True):
            for name in self.documents:
                block[name] = found.get(value.get(name))
        return ready
