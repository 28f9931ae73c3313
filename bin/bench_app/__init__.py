"""What `bin/bench.py` needs inside Django: settings, a bare view, many sessions, counted queries."""
