"""Reads that are asked very often: their SQL is made once, as making it costs more than asking."""

from typing import Any

from django.db import connection
from django.db.models import QuerySet


class Prepared:
    """A query with fixed parameters. Its rows are plain tuples of numbers and texts, always fresh."""

    def __init__(self, rows: QuerySet) -> None:
        self.sql, self.parameters = rows.query.sql_with_params()

    def ask(self) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.parameters)
            return cursor.fetchall()
