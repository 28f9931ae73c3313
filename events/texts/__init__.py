"""Text messages, and letters by post, as channels beside email."""
