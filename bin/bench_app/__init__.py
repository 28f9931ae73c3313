"""What `bin/bench.py` needs inside Django: settings, a bare view, many sessions, counted queries."""

# The cookie of somebody whom we know, whose pages are made anew each time. Others get those that are kept.
KNOWN = "sessionid=somebody"
