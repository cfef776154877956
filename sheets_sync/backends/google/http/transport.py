"""One HTTP call, kept within its time: to connect, to the first byte, and to the last."""

import io
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from google.auth import exceptions
from google.auth.transport.requests import Request
from requests import PreparedRequest, Response, Session
from requests.adapters import HTTPAdapter
from requests.exceptions import ConnectionError as BrokenConnection
from requests.exceptions import ReadTimeout
from urllib3.exceptions import HTTPError

from sheets_sync.backends.google.http.pacing import Budget

CHUNK = 1 << 16
TOKEN_TROUBLE = (408, 429, 500, 502, 503, 504)


class ParsedOnce(Response):
    """An answer whose JSON is parsed once, however many look at it; large ones take seconds."""

    def json(self, **options: Any) -> Any:
        """Return the body as JSON; ValueError where it is none."""
        if "parsed" not in self.__dict__:
            self.__dict__["parsed"] = super().json(**options)
        return self.__dict__["parsed"]


class TimedAdapter(HTTPAdapter):
    """Spends one call of the budget and reads the whole answer before its time is over."""

    __attrs__ = [*HTTPAdapter.__attrs__, "budget"]  # noqa: RUF012 (what a copy of an adapter keeps)

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        super().__init__(max_retries=0)

    def send(  # noqa: PLR0917 (the signature of requests)
        self,
        request: PreparedRequest,
        stream: bool = False,
        timeout: Any = None,
        verify: Any = True,
        cert: Any = None,
        proxies: Mapping[str, str] | None = None,
    ) -> Response:
        """Send a request; a ReadTimeout where the answer drips on beyond its time."""
        left, limits, now = self.budget.spend(), self.budget.limits, self.budget.clock.monotonic
        read = min(limits.read, left)
        ends = now() + read
        times = (min(limits.connect, left), read)
        response = super().send(request, True, times, verify, cert, dict(proxies or {}))
        response.__class__ = ParsedOnce  # requests has no hook for the class of its answers
        response.raw = io.BytesIO(_body(response, lambda: ends - now()))
        return response


def _body(response: Response, left: Callable[[], float]) -> bytes:
    try:
        return b"".join(_parts(response, left))
    except ReadTimeout:
        raise
    except (HTTPError, OSError) as error:
        raise BrokenConnection(error) from None
    finally:
        response.raw.close()  # one that was read to its end has gone back to be used again


def _parts(response: Response, left: Callable[[], float]) -> Iterator[bytes]:
    """Yield the decoded body as it comes; a socket's time-out begins anew with every byte, this does not."""
    while part := response.raw.read1(CHUNK, decode_content=True):
        yield part
        if (seconds := left()) <= 0:
            raise ReadTimeout("the answer took too long")
        socket = getattr(response.raw.connection, "sock", None)
        if socket:
            socket.settimeout(seconds)


class TokenRequest(Request):
    """Fetches tokens; what may pass goes to our own retries, google-auth's would sleep unseen."""

    def __call__(self, url: str, method: str = "GET", *rest: Any, **named: Any) -> Any:
        """Send the request; a TransportError where the token service has trouble."""
        answer = super().__call__(url, method, *rest, **named)  # type: ignore[no-untyped-call]
        if answer.status in TOKEN_TROUBLE or (method == "POST" and not _is_json(answer)):
            raise exceptions.TransportError(f"HTTP {answer.status}")
        return answer


def _is_json(answer: Any) -> bool:
    try:
        return isinstance(json.loads(answer.data), dict)
    except (ValueError, RecursionError):
        return False


def timed(session: Session, budget: Budget, *, alone: bool) -> Session:
    """Return the session, kept within the budget; `alone` leaves proxies and .netrc out of it."""
    for scheme in ("https://", "http://"):
        session.mount(scheme, TimedAdapter(budget))
    session.trust_env = not alone
    return session
