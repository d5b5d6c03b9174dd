"""Items that come from elsewhere, for no longer than there is time."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator, Iterator
from contextlib import closing
from queue import Empty, Queue
from typing import TypeVar

_Item = TypeVar("_Item")


class _End:
    """Nothing more will come; ``error`` says why, where something went wrong."""

    def __init__(self, error: BaseException | None = None) -> None:
        self.error = error


def within(deadline: float, items: Generator[_Item]) -> Iterator[_Item]:
    """Yield ``items`` as they come, read by a thread of their own.

    A service that keeps its connection open and says nothing holds up nobody: clients drop such signs of life
    themselves, so that neither their time-outs nor a look at the clock between two items would end it.

    Args:
        deadline: By ``time.monotonic()``.

    Raises:
        TimeoutError: The deadline passed before the next item came, or the end.
    """
    queue: Queue[_Item | _End] = Queue()
    over = threading.Event()
    threading.Thread(target=_read, args=(items, queue, over), daemon=True).start()
    try:
        while True:
            try:
                item = queue.get(timeout=max(0.0, deadline - time.monotonic()))
            except Empty:
                raise TimeoutError from None
            if isinstance(item, _End):
                if item.error is not None:
                    raise item.error
                return
            yield item
    finally:
        over.set()


def _read(items: Generator[_Item], queue: Queue[_Item | _End], over: threading.Event) -> None:
    """Put each item into the queue until somebody has had enough."""
    try:
        with closing(items):
            for item in items:
                queue.put(item)
                if over.is_set():
                    return
    except BaseException as error:  # noqa: BLE001  # it is raised where the items are wanted
        queue.put(_End(error))
    else:
        queue.put(_End())
