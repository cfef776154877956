"""What the API answers when it refuses: a status and a body in Google's form."""

from dataclasses import dataclass
from typing import Any

STATUS_NAMES = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    501: "UNIMPLEMENTED",
    502: "UNAVAILABLE",
    503: "UNAVAILABLE",
}


class Invalid(Exception):
    """A request that the spreadsheet refuses; a batch adds which of its requests it was."""


@dataclass(eq=False)  # not frozen: an exception is given its traceback
class ApiError(Exception):
    """A refusal on its way to the client."""

    code: int
    message: str
    details: tuple[dict[str, Any], ...] = ()

    def body(self) -> dict[str, Any]:
        """Return the JSON body that the Sheets API sends (recorded; facts §1)."""
        error: dict[str, Any] = {
            "code": self.code,
            "message": self.message,
            "status": STATUS_NAMES[self.code],
        }
        if self.details:
            error["details"] = list(self.details)
        return {"error": error}


@dataclass(eq=False)
class DriveError(ApiError):
    """A refusal in the older form that Drive keeps (facts §1: domain, reason, message)."""

    reason: str = "invalid"
    domain: str = "global"

    def body(self) -> dict[str, Any]:
        """Return the JSON body that the Drive API sends."""
        inner = {"message": self.message, "domain": self.domain, "reason": self.reason}
        return {"error": {"errors": [inner], "code": self.code, "message": self.message}}


def not_found() -> ApiError:
    """Return the answer for an unknown spreadsheet (recorded)."""
    return ApiError(404, "Requested entity was not found.")


def forbidden() -> ApiError:
    """Return the answer for a spreadsheet that is not shared with the caller (recorded)."""
    return ApiError(403, "The caller does not have permission")


def bad_field(field: str, description: str, message: str | None = None) -> ApiError:
    """Return a 400 that names the offending field (recorded for a string in place of a list)."""
    violation = {"field": field, "description": description}
    detail = {"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": [violation]}
    return ApiError(400, message or description, (detail,))
