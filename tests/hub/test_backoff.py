from datetime import timedelta

from hub.backoff import retry_delay


def test_the_waits_add_up_to_two_days():
    waits = []
    while wait := retry_delay(len(waits) + 1):
        waits.append(wait)
    assert timedelta(days=2) <= sum(waits, timedelta()) < timedelta(days=2, hours=6)
