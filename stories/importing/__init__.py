"""Optional feature: makes drafts of summaries from slides, documents and pasted text.

`readers`, `reading_order`, `sessions_in_deck`, `sorting` and `placements` are pure: they know no rows and no pages.
"""
