"""The harness finds what is wrong, so that its silence means something."""

from . import axe, keyboard, layout
from .addresses import one_of_each_state

PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>Planted</title><style>
body {{ background: #fff; color: #000; font-size: 19px }} {style}
</style></head><body><main><h1>Planted</h1>{body}</main></body></html>"""


def planted(visitor, body: str, style: str = ""):
    page = visitor(width=320).page
    page.set_content(PAGE.format(style=style, body=body))
    return page


def test_a_sound_page_is_silent(visitor):
    page = planted(
        visitor, "<p>Words with <a href='#'>a link</a>.</p>", "a:focus{outline: 3px solid}"
    )
    assert axe.faults(page) + layout.sideways(page) + layout.cut(page) == []
    assert layout.small_targets(page) == []
    assert keyboard.walk(page) == []


def test_a_colour_that_meets_aa_but_not_aaa_is_found(visitor):
    page = planted(visitor, "<p class='weak'>Weak words</p>", ".weak { color: #717171 }")
    assert [each for each in axe.faults(page) if "color-contrast-enhanced" in each]
    assert axe.faults(page, axe.COLOURS)


def test_a_missing_label_is_found(visitor):
    assert [each for each in axe.faults(planted(visitor, "<input>")) if each.startswith("label:")]


def test_a_page_that_is_too_wide_and_words_that_are_cut_are_found(visitor):
    page = planted(visitor, "<p class='wide'>Words</p>", ".wide { width: 400px }")
    assert layout.sideways(page)
    page = planted(visitor, "<p class='cut'>Words</p>", ".cut { height: 5px; overflow: hidden }")
    assert layout.cut(page)
    page = planted(visitor, "<p class='tight'>W</p>", ".tight { height: 30px; overflow: hidden }")
    assert layout.with_style(page, "html, body { font-size: 300% }")


def test_a_small_control_is_found_and_a_link_in_a_sentence_is_not(visitor):
    page = planted(visitor, "<p><a href='#'>Alone</a></p><p>In <a href='#'>a sentence</a>.</p>")
    small = layout.small_targets(page)
    assert len(small) == 1
    assert "Alone" in small[0]


def test_a_missing_focus_and_a_wrong_order_are_found(visitor):
    body = "<p><a href='#'>One</a></p><p><a href='#' tabindex='1'>Two</a></p>"
    assert keyboard.walk(planted(visitor, body, "a:focus { outline: 3px solid }"))
    assert (
        "shows no focus"
        in keyboard.walk(planted(visitor, "<a href='#'>One</a>", "a:focus { outline: none }"))[0]
    )


def test_a_focus_that_something_covers_is_found(visitor):
    cover = ".cover { position: fixed; inset: 0; background: #fff } a:focus { outline: 3px solid }"
    page = planted(visitor, "<a href='#'>One</a><div class='cover'></div>", cover)
    assert "is covered by" in keyboard.walk(page)[0]


def test_a_message_a_cookie_and_another_host_are_found(visitor):
    someone = visitor()
    page = someone.page
    page.route("**", lambda route: route.fulfill(body="<p>Words", content_type="text/html"))
    someone.open("http://a.example/")
    page.evaluate("console.log('hello'); document.cookie = 'a=1'; fetch('http://b.example/')")
    planted = ("hello", "cookie a", "asks b.example")
    for _ in range(600):
        found = " ".join(someone.manners("http://a.example/"))
        if all(each in found for each in planted):
            return
        page.wait_for_timeout(100)
    assert found == planted


def test_pages_are_the_same_only_when_the_same_kinds_of_element_stand_on_them():
    page = "<html><body><main>{}</main></body></html>"
    pages = {
        "/first/": page.format("<p class='lead'>One</p>"),
        "/other-words/": page.format("<p class='lead'>Two</p><p class='lead'>Three</p>"),
        "/other-class/": page.format("<p class='lead warm'>One</p>"),
        "/other-field/": page.format("<input type='date'>"),
        "/same-field/": page.format("<input type='date' name='day'>"),
    }
    assert one_of_each_state(pages) == ["/first/", "/other-class/", "/other-field/"]
