"""A stop that comes while Python calls a finalizer: Python drops what is raised there, the command must not."""

from __future__ import annotations

import signal
import sys
import time

import pytest

from sim.commands.stopping import STOPS, Terminated, stopping_cleanly


class Dying:
    """Is told to stop by its own finalizer, which is where the handler then raises."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __del__(self) -> None:
        signal.raise_signal(self.number)


@pytest.mark.parametrize("number", [signal.SIGINT, *STOPS])
def test_a_stop_inside_a_finalizer_stops_the_command(number: int, capfd: pytest.CaptureFixture[str]) -> None:
    # What is run in the background, or by nohup, ignores some of them.
    before = signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
    hook = sys.unraisablehook
    sys.unraisablehook = sys.__unraisablehook__  # not pytest's, which would collect what is lost
    try:
        with pytest.raises(KeyboardInterrupt) as stop, stopping_cleanly():  # noqa: PT012
            Dying(number)
            deadline = time.monotonic() + 30
            while time.monotonic() < deadline:  # the work that would go on
                pass
    finally:
        sys.unraisablehook = hook
        signal.signal(number, before)
    assert (stop.value.number if isinstance(stop.value, Terminated) else signal.SIGINT) == number
    assert capfd.readouterr().err == ""


def test_another_fault_inside_a_finalizer_is_told_as_before() -> None:
    told: list[object] = []
    before, sys.unraisablehook = sys.unraisablehook, told.append

    class Faulty:
        def __del__(self) -> None:
            raise ValueError

    try:
        with stopping_cleanly():
            Faulty()
    finally:
        sys.unraisablehook = before
    assert [type(one.exc_value) for one in told] == [ValueError]  # type: ignore[attr-defined]
