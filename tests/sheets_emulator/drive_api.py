"""The few Drive v3 calls by which gspread creates, lists, copies, shares and deletes spreadsheets."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from .call import Call
from .errors import ApiError, DriveError
from .masks import parse_mask, select
from .spreadsheet import NATIVE, Json
from .store import File, new_id
from .undoing import Version

DEFAULT_FIELDS = "kind,id,name,mimeType"  # what Drive sends without a mask (recorded)
ROLES = {
    "owner": "owner", "writer": "writer", "fileOrganizer": "writer", "organizer": "writer",
    "commenter": "commenter",
}  # fmt: skip


def _file(call: Call, to_write: bool = False) -> File:
    try:
        return call.store.file(call.path["fileId"], call.caller, to_write)
    except ApiError as error:
        if error.code == 403:
            words = "The user does not have sufficient permissions for this file."
            raise DriveError(403, words, reason="insufficientFilePermissions") from None
        raise DriveError(404, f"File not found: {call.path['fileId']}.", reason="notFound") from None


def _resource(file: File) -> Json:
    return {
        "kind": "drive#file",
        "id": file.spreadsheet.spreadsheet_id,
        "name": file.spreadsheet.title,
        "mimeType": file.spreadsheet.mime_type,
        "createdTime": _moment(file.created),
        "modifiedTime": _moment(file.modified),
        "version": str(file.version),
        "webViewLink": file.spreadsheet.url,
    }


def _moment(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def _masked(call: Call, body: Json, default: str | None = None) -> Json:
    fields = call.query.get("fields") or default
    return dict(select(body, parse_mask(fields))) if fields else body


def create(call: Call) -> Json:
    """Create an empty spreadsheet."""
    if call.body.get("mimeType") != NATIVE:
        raise DriveError(501, "The emulator keeps spreadsheets only.", reason="notImplemented")
    made = call.store.create(call.body.get("name") or "Untitled", call.caller)
    return _masked(call, _resource(call.store.files[made.spreadsheet_id]), DEFAULT_FIELDS)


def get(call: Call) -> Json:
    """Return what Drive knows about a file."""
    return _masked(call, _resource(_file(call)), DEFAULT_FIELDS)


def find(call: Call) -> Json:
    """List the caller's spreadsheets, by name where the query names one."""
    query = call.query.get("q", "")
    named = re.search(r"name = (['\"])(.*?)(?<!\\)\1(?= and |$)", query)
    wanted = re.sub(r"\\(.)", r"\1", named[2]) if named else None
    mime = re.search(r"mimeType\s*=\s*['\"]([^'\"]*)['\"]", query)
    files = [file for file in _visible(call) if not mime or mime[1] == file.spreadsheet.mime_type]
    found = [_resource(file) for file in files if wanted in (None, file.spreadsheet.title)]
    default = "kind,nextPageToken,incompleteSearch,files(kind,id,name,mimeType)"
    return _masked(call, {"kind": "drive#fileList", "incompleteSearch": False, "files": found}, default)


def _visible(call: Call) -> list[File]:
    files = []
    for spreadsheet_id in call.store.files:
        try:
            files.append(call.store.file(spreadsheet_id, call.caller))
        except ApiError:
            continue  # not shared with the caller
    return files


def copy(call: Call) -> Json:
    """Copy a spreadsheet; the copy belongs to the caller and is shared with nobody (drive discovery)."""
    source = _file(call).spreadsheet
    title = call.body.get("name") or f"Copy of {source.title}"
    twin = replace(source.copy(), spreadsheet_id=new_id(), title=title, owner=call.caller, roles={})
    made = call.store.add(twin)
    return _masked(call, _resource(call.store.files[made.spreadsheet_id]), DEFAULT_FIELDS)


def update(call: Call) -> Json:
    """Rename a file (drive discovery)."""
    file = _file(call, to_write=True)
    renamed = file.spreadsheet.copy()
    renamed.title = call.body.get("name") or renamed.title
    call.store.replace(file, renamed, Version(file.spreadsheet, call.caller))
    return _masked(call, _resource(file), DEFAULT_FIELDS)


def delete(call: Call) -> Json:
    """Delete a file; only its owner may."""
    file = _file(call, to_write=True)
    if file.spreadsheet.owner != call.caller:
        words = "The user does not have sufficient permissions for this file."
        raise DriveError(403, words, reason="insufficientFilePermissions")
    del call.store.files[file.spreadsheet.spreadsheet_id]
    return {}


def list_comments(call: Call) -> Json:
    """Return no comments: the emulator has none (drive discovery)."""
    _file(call)
    return {"comments": []}


def create_permission(call: Call) -> Json:
    """Share a file (drive discovery)."""
    file = _file(call, to_write=True)
    kind, role = call.body.get("type", "user"), call.body.get("role", "reader")
    email = "anyone" if kind == "anyone" else call.body.get("emailAddress") or call.body.get("domain", "")
    number = f"{len(file.permissions) + 1:020d}"
    shared = {"kind": "drive#permission", "id": number, "type": kind, "role": role, "emailAddress": email}
    file.permissions[number] = shared
    file.spreadsheet = file.spreadsheet.copy()
    file.spreadsheet.roles[email] = ROLES.get(role, "reader")
    return _masked(call, shared, "kind,id,type,role")


def list_permissions(call: Call) -> Json:
    """Return whom a file is shared with, its owner first (drive discovery)."""
    file = _file(call)
    owner = {"id": "0", "type": "user", "role": "owner", "emailAddress": file.spreadsheet.owner}
    return _masked(call, {"kind": "drive#permissionList", "permissions": [owner, *file.permissions.values()]})


def delete_permission(call: Call) -> Json:
    """Stop sharing a file with somebody (drive discovery)."""
    file = _file(call, to_write=True)
    gone = file.permissions.pop(call.path["permissionId"], None)
    if gone is None:
        raise DriveError(404, f"Permission not found: {call.path['permissionId']}.", reason="notFound")
    file.spreadsheet = file.spreadsheet.copy()
    file.spreadsheet.roles.pop(gone["emailAddress"], None)
    return {}


OPERATIONS: dict[str, Callable[[Call], Json]] = {
    "files.create": create,
    "files.get": get,
    "files.list": find,
    "files.copy": copy,
    "files.update": update,
    "files.delete": delete,
    "comments.list": list_comments,
    "permissions.create": create_permission,
    "permissions.list": list_permissions,
    "permissions.delete": delete_permission,
}


def serve(operation: str, call: Call) -> Json:
    """Carry out a Drive call."""
    if operation not in OPERATIONS:
        raise DriveError(501, f"The emulator does not know {operation}.", reason="notImplemented")
    return OPERATIONS[operation](call)
