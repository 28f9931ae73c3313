"""Links to a map of a place, as ordinary links: nothing is loaded from elsewhere before a press."""

import re
from urllib.parse import urlencode

from django.core.exceptions import ValidationError

_MAP = "https://www.openstreetmap.org"
_POSITION = re.compile(r"\s*(-?\d{1,2}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*")
# The shape of a postcode of the United Kingdom.
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE)


def map_url(*, address: str, position: str = "") -> str:
    """Return the URL of a map of a place, or an empty string without an address or position.

    `position` is latitude and longitude. Without it, the map looks for the address's last postcode,
    which it knows more often than the name of a hall, or else for the whole address.
    """
    if found := _latitude_and_longitude(position):
        latitude, longitude = found
        return f"{_MAP}/?{urlencode({'mlat': latitude, 'mlon': longitude})}#map=17/{latitude}/{longitude}"
    postcodes = _POSTCODE.findall(address)
    place = (
        postcodes[-1] if postcodes else ", ".join(filter(None, map(str.strip, address.split("\n"))))
    )
    return f"{_MAP}/search?{urlencode({'query': place})}" if place else ""


def validate_position(value: str) -> None:
    """Raise ValidationError unless the text is a latitude and a longitude in degrees."""
    if not _latitude_and_longitude(value):
        raise ValidationError("Write two numbers, such as 52.6478, 0.6890.")


def _latitude_and_longitude(text: str) -> tuple[str, str] | None:
    found = _POSITION.fullmatch(text)
    if not found or abs(float(found[1])) > 90 or abs(float(found[2])) > 180:
        return None
    return found[1], found[2]
