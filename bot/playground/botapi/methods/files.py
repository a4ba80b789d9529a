"""Methods that send and fetch files."""

from ..errors import ApiError, Json, bad_request
from ..parameters import Parameters
from ..server_state import LARGEST_DOWNLOAD, ServerState
from .writing import caption, checked_envelope

_LARGEST_UPLOAD = 50 * 1024 * 1024


def get_file(state: ServerState, parameters: Parameters) -> Json:
    file_id = parameters.text("file_id")
    if not file_id:
        raise bad_request("file_id not specified")
    if file_id not in state.files:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    stored = state.files[file_id]
    if stored.size > LARGEST_DOWNLOAD:
        raise bad_request("file is too big")
    unique = f"AgAD{file_id.rpartition('AAI')[2]}"
    return {"file_id": file_id, "file_unique_id": unique, "file_size": stored.size, "file_path": stored.path}


def send_document(state: ServerState, parameters: Parameters) -> Json:
    envelope = checked_envelope(state, parameters)
    reference = parameters.text("document")
    upload = parameters.files.get(reference.removeprefix("attach://") or "document")
    if upload is None and reference in state.files:
        stored = state.files[reference]
        document: Json = {"file_id": reference, "file_unique_id": stored.path, "file_size": stored.size}
        return envelope.post(state, {"document": document} | caption(parameters))
    if upload is None:
        raise bad_request("there is no document in the request")
    if not upload.content:
        raise bad_request("file must be non-empty")
    if len(upload.content) > _LARGEST_UPLOAD:
        raise ApiError(413, "Request Entity Too Large")
    document = {"file_name": upload.name, "mime_type": upload.mime_type}
    document |= state.add_file(upload.name, upload.content)
    return envelope.post(state, {"document": document} | caption(parameters))
