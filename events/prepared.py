"""Frequent queries, compiled to SQL once: compiling costs more than running them."""

from typing import Any

from django.db import connection
from django.db.models import QuerySet


class Prepared:
    """A query with fixed parameters. Rows are plain tuples of numbers and strings, never cached."""

    def __init__(self, rows: QuerySet) -> None:
        self.sql, self.parameters = rows.query.sql_with_params()

    def ask(self) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.parameters)
            return cursor.fetchall()
