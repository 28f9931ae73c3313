"""Django side of `bin/bench.py`: settings, a bare view, bulk sessions, query counts."""

# A session cookie bypasses the page cache: such a page is rendered for each request.
SESSION_COOKIE = "sessionid=anything"
