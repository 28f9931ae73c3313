"""File names that stand where words should: "IMG_20261120_phone" says nothing to someone who cannot see."""

import re

MESSAGE = "This is the name of a file. Say what the picture shows."
# An ending, what cameras and phones begin with, or one "word" with an underscore or three digits.
FILE_NAME = re.compile(
    r".*\.(?:jpe?g|png|gif|webp|avif|hei[cf]|tiff?|bmp|svg)"
    r"|(?:img|dsc[nf]?|pxl|mvimg|screen ?shot|whatsapp image|scan|photo|image|picture)[-_ ]*\(?\d.*"
    r"|(?=.*(?:_|\d{3}))[\w.()-]+",
    re.IGNORECASE,
)


def is_file_name(words: str) -> bool:
    return bool(FILE_NAME.fullmatch(words.strip()))
