"""Which hosts are this machine: only to them may a secret travel without TLS."""

LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def is_loopback(host: str) -> bool:
    return host in LOOPBACK
