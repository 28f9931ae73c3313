"""Form keys of the sample content."""

import uuid

# A fixed namespace, so that a form has the same key on every site.
NAMESPACE = uuid.UUID("5b2a1c0e-6b0e-4b5a-9a57-0f5f6f0c7e11")


def form_key(name: str) -> uuid.UUID:
    return uuid.uuid5(NAMESPACE, name)
