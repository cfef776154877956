"""Which requests are hit by a fault, met by a person, or carried out late."""

from collections.abc import Callable
from dataclasses import dataclass, field

from .faults import Fault, Where
from .people import Person
from .traffic import Logged, Request

Act = Callable[[Person], object]


@dataclass
class Appointment:
    """An act of a person, waiting for its request."""

    act: Act
    on: Where
    left: int  # requests to let pass, this one included

    def is_now(self, request: Logged) -> bool:
        """Count the request, and tell whether it is the one."""
        self.left -= matches(request, self.on)
        return self.left == 0 and matches(request, self.on)


@dataclass(eq=False)
class Delayed:
    """A request that is still on its way when its client has given up."""

    logged: Logged
    request: Request
    left: int  # requests that come before it arrives

    def arrives(self, following: Logged) -> bool:
        """Count a request that follows, and tell whether this one comes in just before it."""
        self.left -= matches(following, "any")
        return self.left <= 0


@dataclass
class Injection:
    """A fault waiting for its requests."""

    fault: Fault
    on: Where = "any"
    times: int = 1
    skip: int = 0

    def strikes(self, request: Logged) -> bool:
        """Tell whether this request is hit, and count it."""
        if self.times <= 0 or not matches(request, self.on):
            return False
        if self.skip > 0:
            self.skip -= 1
            return False
        self.times -= 1
        return True


def matches(request: Logged, on: Where) -> bool:
    """Tell whether a request is meant by `on`.

    `on` is `any` (of the API: not the token endpoint), `read`, `write`, `token`, an operation such as
    `spreadsheets.values.get` or `values.get`, a kind such as `updateCells`, or a function.
    """
    if callable(on):
        return on(request)
    if on == "any":
        return request.operation != "token"
    if on in ("read", "write"):
        return request.is_read if on == "read" else request.is_write
    operation = request.operation
    return operation == on or operation.endswith("." + on) or on in request.kinds


@dataclass
class Faults:
    """All faults that are waiting; the first that matches strikes."""

    waiting: list[Injection] = field(default_factory=list)

    def strike(self, request: Logged) -> Fault | None:
        """Return the fault that hits this request."""
        return next((item.fault for item in self.waiting if item.strikes(request)), None)
