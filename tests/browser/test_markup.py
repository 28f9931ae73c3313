"""The checker finds what is wrong, so that its silence means something."""

from . import markup

PAGE = "<!DOCTYPE html><html lang='en'><head><title>T</title></head><body>{}</body></html>"


def test_a_right_page_has_no_mistakes(tmp_path):
    assert markup.mistakes(tmp_path, {"/": PAGE.format("<p>Words</p>")}) == []


def test_a_wrong_page_is_named_with_its_mistake(tmp_path):
    wrong = PAGE.format("<ul><p>Words</p></ul><p id='a'></p><p id='a'></p><b><i></b></i>")
    found = "\n".join(markup.mistakes(tmp_path, {"/wrong/": wrong, "/": PAGE.format("")}))
    assert "/wrong/: adoption-agency" in found
    assert 'id "a" twice' in found or "id a twice" in found or "Duplicate ID" in found
    assert not found.startswith("/:")
