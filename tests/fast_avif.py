"""AVIF pictures with little effort: those of the sample site take a minute of two cores otherwise.

As a program, `python -m tests.fast_avif COMMAND` is manage.py with such pictures.
"""

import sys

from django.core.management import execute_from_command_line
from PIL import Image


def encode_quickly() -> None:
    Image.init()
    save = Image.SAVE["AVIF"]

    def save_quickly(picture: Image.Image, *where: object) -> None:
        picture.encoderinfo.setdefault("speed", 10)
        save(picture, *where)

    Image.SAVE["AVIF"] = save_quickly


if __name__ == "__main__":
    encode_quickly()
    execute_from_command_line(sys.argv)
