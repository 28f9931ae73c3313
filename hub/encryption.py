"""Columns that are encrypted at rest, with Fernet (AES-128-CBC and HMAC-SHA256).

A copy of the database without ENCRYPTION_KEYS shows nothing of them. Nothing in the database can
look for what they hold: only for whether they are empty.
"""

import json
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import models
from django.db.models.lookups import Exact

_LOOKUPS = ("exact", "isnull")


def encrypt(text: str) -> str:
    """Return the text encrypted with the first key. "" stays "", so that the database can tell."""
    return _cipher().encrypt(text.encode()).decode() if text else ""


def decrypt(token: str) -> str:
    """Return the text. Raise ImproperlyConfigured if none of the keys opens it."""
    try:
        return _cipher().decrypt(token).decode() if token else ""
    except InvalidToken:
        raise ImproperlyConfigured(
            "No key in ENCRYPTION_KEYS opens what is in the database. Put back the key that it was "
            "written with, after the others."
        ) from None


def is_valid_key(key: str) -> bool:
    try:
        Fernet(key)
    except ValueError:
        return False
    return True


class EncryptedTextField(models.TextField):
    """Text that is encrypted in the database, and plain in Python."""

    def get_prep_value(self, value: object) -> object:
        text: str | None = super().get_prep_value(value)
        return text and encrypt(text)

    def from_db_value(self, value: str | None, *about: object) -> object:
        return value and decrypt(value)

    def get_lookup(self, lookup_name: str) -> type[models.Lookup] | None:
        return super().get_lookup(lookup_name) if lookup_name in _LOOKUPS else None


class EncryptedJSONField(EncryptedTextField):
    """A JSON object that is encrypted in the database. It is never null."""

    def get_prep_value(self, value: object) -> object:
        return encrypt(json.dumps(value)) if value else ""

    def from_db_value(self, value: str | None, *about: object) -> object:
        return json.loads(decrypt(value)) if value else self.get_default()

    def to_python(self, value: object) -> object:
        return json.loads(value) if isinstance(value, str) and value else value or {}

    def value_to_string(self, obj: models.Model) -> str:
        return json.dumps(self.value_from_object(obj))


@EncryptedTextField.register_lookup
class IsEmpty(Exact):
    """Whether the column is empty: the same text is never encrypted to the same letters twice."""

    def get_prep_lookup(self) -> object:
        if self.rhs:
            raise FieldError(f"{self.lhs.output_field} is encrypted: look only for an empty one.")
        return super().get_prep_lookup()


def rotate_all() -> int:
    """Encrypt with the first key what another one has encrypted. Return the number of values.

    Values that change meanwhile are left alone: they are written with the first key anyway.
    """
    count = 0
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, EncryptedTextField):
                count += _rotate_column(model, field)
    return count


def _rotate_column(model: type[models.Model], field: models.Field) -> int:
    stored = models.ExpressionWrapper(models.F(field.attname), output_field=models.TextField())
    rows = model._base_manager.annotate(stored=stored).exclude(stored="")
    return sum(
        rows.filter(pk=pk, stored=token).update(
            **{
                field.attname: models.Value(
                    encrypt(decrypt(token)), output_field=models.TextField()
                )
            }
        )
        for pk, token in rows.values_list("pk", "stored").iterator()
        if not _is_of_first_key(token)
    )


def _is_of_first_key(token: str) -> bool:
    try:
        Fernet(settings.ENCRYPTION_KEYS[0]).decrypt(token)
    except InvalidToken:
        return False
    return True


@lru_cache(maxsize=4)
def _cipher_of(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def _cipher() -> MultiFernet:
    return _cipher_of(tuple(settings.ENCRYPTION_KEYS))
