"""The Lambda host's side of an execution environment, as calls: HTTP over a Unix socket."""

import json
import os
import socket
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException
from typing import TypedDict

SOCKET_VARIABLE = "SLUICE_EXECUTOR_SOCKET"
REGISTRATION_TIMEOUT_S = 10.0
# Beyond what the function itself is given: an invocation may wait until the host has room for another process.
QUEUE_GRACE_S = 60.0


class InvocationAnswer(TypedDict):
    """What became of an invocation; `payload` is JSON text, `log` at most 4 KB of lines."""

    payload: str
    functionError: str | None
    log: str


class LambdaHostError(Exception):
    """The host did not do what it was asked for: it cannot be reached, does not answer, or refuses."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class UnknownEnvironmentError(LambdaHostError):
    """The host does not know the environment: nothing was run."""


class LambdaHost:
    """The host behind a Unix socket. A connection for each call, so any number of threads may call at once."""

    def __init__(self, socket_path: str) -> None:
        self._socket_path = socket_path

    def register(self, environment_id: str, registration: Mapping[str, object]) -> None:
        """Make an environment known; nothing is started."""
        self._call("PUT", f"/environments/{environment_id}", registration, REGISTRATION_TIMEOUT_S)

    def invoke(self, environment_id: str, request: Mapping[str, object], function_timeout_s: float) -> InvocationAnswer:
        """Run the function once; raise UnknownEnvironmentError where it was not run because nobody registered it."""
        path = f"/environments/{environment_id}/invocations"
        answer: InvocationAnswer = json.loads(self._call("POST", path, request, function_timeout_s + QUEUE_GRACE_S))
        return answer

    def remove(self, environment_id: str) -> None:
        """Forget an environment, also one that the host does not know."""
        self._call("DELETE", f"/environments/{environment_id}", None, REGISTRATION_TIMEOUT_S)

    def _call(self, method: str, path: str, body: Mapping[str, object] | None, timeout_s: float) -> bytes:
        connection = _UnixConnection(self._socket_path, timeout_s)
        try:
            connection.request(method, path, None if body is None else json.dumps(body).encode(), _HEADERS)
            response = connection.getresponse()
            content = response.read()
        except TimeoutError as error:
            raise LambdaHostError("HOST_SILENT", f"The Lambda host did not answer within {timeout_s:.0f} s.") from error
        except (OSError, HTTPException) as error:
            reason = f"The Lambda host is not there or went away ({type(error).__name__}: {error})."
            raise LambdaHostError("HOST_GONE", f"{reason} Bring it up again: sluice up.") from error
        finally:
            connection.close()
        if response.status >= 300:
            raise _to_error(response.status, content)
        return content


def require_lambda_host() -> LambdaHost:
    """Find the host by the environment variable that names its socket."""
    socket_path = os.environ.get(SOCKET_VARIABLE)
    if not socket_path:
        raise LambdaHostError("SOCKET_NOT_NAMED", f"{SOCKET_VARIABLE} does not name the Lambda host's socket.")
    return LambdaHost(socket_path)


_HEADERS = {"Content-Type": "application/json", "Connection": "close"}


class _UnixConnection(HTTPConnection):
    def __init__(self, socket_path: str, timeout_s: float) -> None:
        super().__init__("localhost", timeout=timeout_s)
        self._socket_path = socket_path
        self._timeout_s = timeout_s

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        # Without a timeout yet: with one, Linux refuses a connection that finds the listener's queue full; so it waits.
        self.sock.connect(self._socket_path)
        self.sock.settimeout(self._timeout_s)


def _to_error(status: int, content: bytes) -> LambdaHostError:
    try:
        told = json.loads(content)
        code, message = str(told["code"]), str(told["message"])
    except (ValueError, TypeError, KeyError):
        code, message = "HOST_REFUSED", f"The Lambda host answered {status}: {content[:200]!r}"
    return (UnknownEnvironmentError if status == 404 else LambdaHostError)(code, message)
