"""Plain language: what can be measured, and the words we do without.

Measures catch hard text. They never prove that a text is easy: only readers can (ACCESSIBILITY 6).
"""
