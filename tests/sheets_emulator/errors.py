"""What the API answers when it refuses: a status and a body in Google's form."""

from dataclasses import dataclass
from typing import Any

PROJECT = "123456789012"
TYPE = "type.googleapis.com/google.rpc."
ERROR_INFO = {"@type": TYPE + "ErrorInfo", "domain": "googleapis.com"}
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
    status: str | None = None  # None: the usual one of the code

    def body(self) -> dict[str, Any]:
        """Return the JSON body that the Sheets API sends (recorded; facts §1)."""
        error: dict[str, Any] = {
            "code": self.code,
            "message": self.message,
            "status": self.status or STATUS_NAMES[self.code],
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


def not_supported() -> ApiError:
    """Return the answer for an uploaded .xlsx (tidyverse/googlesheets4#275; brekkylab/backlot#161)."""
    words = "This operation is not supported for this document. The document must not be an Office file."
    return ApiError(400, words, status="FAILED_PRECONDITION")


def api_disabled(service: str = "sheets") -> ApiError:
    """Return the answer while the API is not enabled in the project (gspread#1286; pains 16)."""
    title = f"Google {service.capitalize()} API"
    name = f"{service}.googleapis.com"
    url = f"https://console.developers.google.com/apis/api/{name}/overview?project={PROJECT}"
    message = (
        f"{title} has not been used in project {PROJECT} before or it is disabled. Enable it by visiting "
        f"{url} then retry. If you enabled this API recently, wait a few minutes for the action to "
        "propagate to our systems and retry."
    )
    metadata = {"consumer": f"projects/{PROJECT}", "containerInfo": PROJECT, "service": name}
    metadata |= {"serviceTitle": title, "activationUrl": url}
    link = {"description": "Google developers console API activation", "url": url}
    details = (
        {**ERROR_INFO, "reason": "SERVICE_DISABLED", "metadata": metadata},
        {"@type": TYPE + "LocalizedMessage", "locale": "en-US", "message": message},
        {"@type": TYPE + "Help", "links": [link]},
    )
    return ApiError(403, message, details)


def bad_field(field: str, description: str, message: str | None = None) -> ApiError:
    """Return a 400 that names the offending field (recorded for a string in place of a list)."""
    violation = {"field": field, "description": description}
    detail = {"@type": TYPE + "BadRequest", "fieldViolations": [violation]}
    return ApiError(400, message or description, (detail,))
