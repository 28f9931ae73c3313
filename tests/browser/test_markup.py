"""The checkers find what is wrong, so that their silence means something."""

import pytest

from . import markup

PAGE = "<!DOCTYPE html><html lang='en'><head><title>T</title></head><body>{}</body></html>"
CROSSED = ("adoption-agency", "violates nesting rules")  # as html5lib and Nu call it


@pytest.fixture(params=["the checker for this machine", "html5lib"], autouse=True)
def checker(request, monkeypatch):
    if request.param == "html5lib":
        monkeypatch.setattr(markup.shutil, "which", lambda name: None)


def test_a_right_page_has_no_mistakes(tmp_path):
    assert markup.mistakes(tmp_path, {"/": PAGE.format("<p>Words</p>")}) == []


def test_a_wrong_page_is_named_with_its_mistake(tmp_path):
    wrong = PAGE.format('<ul><p>Words</p></ul><p id="a"></p><p id="a"></p><b><i></b></i>')
    found = markup.mistakes(tmp_path, {"/wrong/": wrong, "/": PAGE.format("")})
    assert any(words in each for each in found for words in CROSSED)
    assert any("id a twice" in each or "Duplicate ID" in each for each in found)
    assert all(each.startswith("/wrong/: ") for each in found)
