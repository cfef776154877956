"""How a command is stopped: by Ctrl-C, by a word to its process to end, or by a terminal that is lost."""

import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType

# Whoever sends these may send them twice: timeout, a shell whose terminal is gone. Windows has no SIGHUP.
ENDINGS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextmanager
def stoppable() -> Iterator[None]:
    """Let SIGTERM and SIGHUP stop a command as Ctrl-C does."""
    stopped: list[int] = []

    def stop(number: int, _: FrameType | None) -> None:
        if not stopped:
            stopped.append(number)
            raise KeyboardInterrupt

    with _heeding(ENDINGS, stop):
        yield


@contextmanager
def uninterrupted(tell: Callable[[str], None]) -> Iterator[None]:
    """Put a stop off until what has begun is done; only a Ctrl-C after it stops at once."""
    stopped: list[int] = []

    def put_off(number: int, _: FrameType | None) -> None:
        if stopped and number == signal.SIGINT:
            raise KeyboardInterrupt
        stopped.append(number)
        if len(stopped) == 1:
            tell("Finishing what is being written; Ctrl-C now stops at once.")

    with _heeding((signal.SIGINT, *ENDINGS), put_off):
        yield
    if stopped:
        raise KeyboardInterrupt


@contextmanager
def _heeding(numbers: Iterable[int], act: Callable[[int, FrameType | None], None]) -> Iterator[None]:
    """Let these signals do something else meanwhile, but for those that are ignored, as with nohup."""
    if current_thread() is not main_thread():
        yield  # only there can a program be interrupted
        return
    heeded = [one for one in numbers if signal.getsignal(one) is not signal.SIG_IGN]
    before = {one: signal.signal(one, act) for one in heeded}
    try:
        yield
    finally:
        for one, acted in before.items():
            signal.signal(one, acted)
