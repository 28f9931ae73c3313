"""The site search.

A question becomes terms (`query`), which are compared by root (`words`). Wagtail's index finds the
pages that mention them; `ranking` puts the thing itself first and mends misspellings with the words
that public pages use (`vocabulary`).
"""
