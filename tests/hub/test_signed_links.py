"""Tokens of links: unguessable, of one purpose, revocable where they have a version."""

import uuid

import pytest

from hub.signed_links import RevocableUidSigner, UidSigner, UnknownLink

UID = uuid.UUID("5f0c6a52-9d2e-4b11-8f3a-0c7d1e2b3a49")
PLAIN, REVOCABLE = UidSigner(salt="one"), RevocableUidSigner(salt="one")


@pytest.fixture
def new_secret_key(settings):
    """Replace the secret key, with the old one as a fallback."""

    def replace():
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = uuid.uuid4().hex

    return replace


def test_a_token_gives_its_uid_back_and_is_short_enough_for_one_line_of_a_mail():
    assert PLAIN.uid_in(PLAIN.token_for(UID)) == UID
    assert len(PLAIN.token_for(UID)) == 76
    assert len(REVOCABLE.token_for(UID, version=0)) == 44


@pytest.mark.parametrize("token", ["", "x", f"{UID.hex}.", f"{UID.hex}.{'A' * 43}", "é" * 76])
def test_what_is_not_signed_is_unknown(token):
    with pytest.raises(UnknownLink):
        PLAIN.uid_in(token)
    with pytest.raises(UnknownLink):
        REVOCABLE.verify(token, UID, version=0)


def test_a_token_of_another_purpose_is_unknown():
    with pytest.raises(UnknownLink):
        PLAIN.uid_in(UidSigner(salt="other").token_for(UID))
    with pytest.raises(UnknownLink):
        other = RevocableUidSigner(salt="other").token_for(UID, version=0)
        REVOCABLE.verify(other, UID, version=0)


def test_a_raised_version_revokes_earlier_tokens():
    token = REVOCABLE.token_for(UID, version=1)
    REVOCABLE.verify(token, UID, version=1)

    with pytest.raises(UnknownLink):
        REVOCABLE.verify(token, UID, version=2)


def test_a_uid_written_in_another_way_does_not_open():
    """The 22 characters hold four bits more than a uid. Only one way to write them counts."""
    token = REVOCABLE.token_for(UID, version=0)
    other = f"{token[:21]}R{token[22:]}"
    assert other != token
    assert REVOCABLE.unverified_uid_in(other) == UID

    with pytest.raises(UnknownLink):
        REVOCABLE.verify(other, UID, version=0)


def test_tokens_of_an_earlier_secret_key_open_while_it_is_a_fallback(new_secret_key, settings):
    plain, revocable = PLAIN.token_for(UID), REVOCABLE.token_for(UID, version=0)
    new_secret_key()
    assert PLAIN.uid_in(plain) == UID
    REVOCABLE.verify(revocable, UID, version=0)
    assert PLAIN.token_for(UID) != plain
    assert REVOCABLE.token_for(UID, version=0) != revocable

    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(UnknownLink):
        PLAIN.uid_in(plain)
    with pytest.raises(UnknownLink):
        REVOCABLE.verify(revocable, UID, version=0)
