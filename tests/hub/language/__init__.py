"""Plain language checks. They catch hard text, but only readers prove it easy (ACCESSIBILITY 6)."""
