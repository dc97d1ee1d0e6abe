"""The heartbeat of a claim: its lease is renewed while the work goes on."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import sqlalchemy as sa

log = logging.getLogger(__name__)

#: Renewals in one lease: three may fail before it ends.
BEATS_PER_LEASE = 4


@contextmanager
def heartbeat(
    renew: Callable[[], bool], lease_s: float, unwanted: Callable[[], bool] = lambda: False
) -> Iterator[threading.Event]:
    """Call `renew` every quarter of a lease from a thread, until the block ends or the lease is another's.

    The event is set when the work may stop: what it writes would be refused, or it is `unwanted`.
    """
    end, may_stop = threading.Event(), threading.Event()

    def beat() -> None:
        while not end.wait(lease_s / BEATS_PER_LEASE):
            try:
                if not renew():
                    log.warning("the lease was lost while its work went on; what it writes will be refused")
                    may_stop.set()
                    return
                if unwanted():
                    may_stop.set()
            except (sa.exc.OperationalError, sa.exc.InterfaceError) as exc:
                log.warning("could not renew a lease, trying again: %s", exc.orig)

    thread = threading.Thread(target=beat, name="heartbeat", daemon=True)
    thread.start()
    try:
        yield may_stop
    finally:
        end.set()
        thread.join()
