"""StreamField blocks, one subject per module."""
