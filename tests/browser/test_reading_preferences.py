"""Reading choices: the reader's own, on the reader's own device, and only when asked."""

from playwright.sync_api import expect

PAGE = "/easier-to-read/"
STORED = "[localStorage.length, sessionStorage.length]"


def test_larger_words_and_more_space_change_the_page_at_once(demo, visitor):
    page = visitor().open(demo.url + PAGE)
    body = "getComputedStyle(document.querySelector('main p'))"
    before = page.evaluate(f"parseFloat({body}.fontSize)")
    page.get_by_label("Larger words").check()
    assert page.evaluate(f"parseFloat({body}.fontSize)") > before * 1.2
    page.get_by_label("More space").check()
    assert page.evaluate(f"parseFloat({body}.letterSpacing)") > 0
    expect(page.get_by_role("status")).to_contain_text("The page has changed")


def test_a_plain_page_has_no_colour_behind_the_words(demo, visitor):
    page = visitor().open(demo.url + PAGE)
    page.get_by_label("A plain page").check()
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == (
        "rgb(255, 255, 255)"
    )


def test_choices_follow_the_reader_to_other_pages_of_this_tab(demo, visitor):
    someone = visitor()
    page = someone.open(demo.url + PAGE)
    page.get_by_label("Larger words").check()
    someone.open(demo.url + "/")
    assert page.evaluate("document.documentElement.hasAttribute('data-larger')")
    assert page.evaluate("localStorage.length") == 0


def test_nothing_is_kept_on_the_device_before_it_is_asked_for(demo, visitor):
    page = visitor().open(demo.url + PAGE)
    assert page.evaluate(STORED) == [0, 0]


def test_choices_are_remembered_when_asked_and_forgotten_when_asked(demo, visitor):
    someone = visitor()
    page = someone.open(demo.url + PAGE)
    page.get_by_label("More space").check()
    page.get_by_label("Remember my choices").check()
    later = someone.context.new_page()
    later.goto(demo.url + PAGE)
    expect(later.get_by_label("More space")).to_be_checked()
    assert later.evaluate("document.documentElement.hasAttribute('data-spaced')")
    later.get_by_label("Remember my choices").uncheck()
    assert later.evaluate("localStorage.length") == 0
    later.get_by_label("More space").uncheck()
    assert later.evaluate(STORED) == [0, 0]
    assert someone.context.cookies() == []


def test_without_javascript_the_choices_are_absent_and_the_advice_is_there(demo, visitor):
    page = visitor(java_script_enabled=False).open(demo.url + PAGE)
    expect(page.get_by_label("Larger words")).to_be_hidden()
    expect(page.get_by_role("heading", name="What your phone or computer can do")).to_be_visible()


VOICE = """() => {
  window.spoken = [];
  window.SpeechSynthesisUtterance = function (words) { this.words = words; };
  const voice = {
    speak(sentence) { window.spoken.push(sentence.words); window.last = sentence; },
    cancel() {}, pause() { window.paused = true; }, resume() { window.paused = false; },
  };
  Object.defineProperty(window, "speechSynthesis", {value: voice});
}"""


def listening(demo, visitor):
    """A reader who has asked for the listen button, in a browser with a voice."""
    someone = visitor()
    someone.page.add_init_script(f"({VOICE})()")
    page = someone.open(demo.url + PAGE)
    page.get_by_label("A button to listen").check()
    someone.open(demo.url + "/there-is-nothing-here/")
    return page


def test_the_page_is_read_aloud_one_sentence_at_a_time(demo, visitor):
    page = listening(demo, visitor)
    page.get_by_role("button", name="Listen to this page").click()
    assert page.evaluate("spoken") == ["We cannot find that page"]
    page.evaluate("last.onend()")
    page.evaluate("last.onend()")
    assert page.evaluate("spoken.length") == 3
    assert all(sentence.count(".") <= 1 for sentence in page.evaluate("spoken"))


def test_listening_can_pause_go_on_and_stop(demo, visitor):
    page = listening(demo, visitor)
    page.get_by_role("button", name="Listen to this page").click()
    page.get_by_role("button", name="Pause").click()
    assert page.evaluate("paused") is True
    page.get_by_role("button", name="Go on").click()
    assert page.evaluate("paused") is False
    page.get_by_role("button", name="Stop").click()
    page.evaluate("last.onend()")
    assert page.evaluate("spoken.length") == 1
    expect(page.get_by_role("button", name="Listen to this page")).to_be_focused()


def test_nobody_gets_the_listen_button_unasked(demo, visitor):
    page = visitor().open(demo.url + "/")
    assert page.get_by_role("button", name="Listen").count() == 0
