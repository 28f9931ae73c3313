from datetime import timedelta

from hub.backoff import wait_after


def test_the_waits_add_up_to_two_days():
    waits = []
    while wait := wait_after(len(waits) + 1):
        waits.append(wait)
    assert timedelta(days=2) <= sum(waits, timedelta()) < timedelta(days=2, hours=6)
