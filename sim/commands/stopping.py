"""Being told to stop: SIGTERM and a closed terminal end a command as Ctrl-C does, cleanly."""

from __future__ import annotations

import _thread
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from types import FrameType
from typing import Any

# A closed terminal, and what `kill`, `timeout` and schedulers send.
STOPS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))

AFTER_THE_HOOK = 0.01  # seconds


class Terminated(KeyboardInterrupt):
    """The process was told to stop; whoever cleans up after Ctrl-C cleans up after this."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


def exit_code(stop: KeyboardInterrupt) -> int:
    """128 and the number of the signal, as shells count."""
    return 128 + (stop.number if isinstance(stop, Terminated) else signal.SIGINT)


@contextmanager
def stopping_cleanly() -> Iterator[None]:
    """Turn the signals into `Terminated` while the block runs; one that is ignored (nohup) stays so."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before, hook = {number: signal.getsignal(number) for number in STOPS}, sys.unraisablehook
    for number, handler in before.items():
        if handler is signal.SIG_DFL:
            signal.signal(number, _stop)
    sys.unraisablehook = partial(_once_more, hook)
    try:
        yield
    finally:
        sys.unraisablehook = hook
        for number, handler in before.items():
            signal.signal(number, handler)


def nothing_left_to_stop() -> None:
    """All is done and said: Ctrl-C while Python itself ends would only show its insides."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def _once_more(hook: Callable[[Any], object], lost: Any) -> None:
    """A stop that came while Python called a finalizer is lost there, its traceback shown: stop the command again."""
    if not issubclass(lost.exc_type, KeyboardInterrupt):
        hook(lost)
        return
    number: int = signal.SIGINT
    if isinstance(lost.exc_value, Terminated):
        number = lost.exc_value.number
        signal.signal(number, _stop)
    # From this thread it would be raised before the hook has returned, and be lost there too.
    again = threading.Timer(AFTER_THE_HOOK, _thread.interrupt_main, [number])
    again.daemon = True
    again.start()


def _stop(number: int, _: FrameType | None) -> None:
    signal.signal(number, signal.SIG_IGN)  # once is enough: the second would cut short the cleaning up
    raise Terminated(number)
