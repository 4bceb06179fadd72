"""An execution environment of LocalStack's Lambda that is only a registration with Sluice's Lambda host."""

import json
import logging

from localstack.services.lambda_.invocation.executor_endpoint import StatusErrorException
from localstack.services.lambda_.invocation.lambda_models import FunctionVersion, InvocationResult
from localstack.services.lambda_.invocation.runtime_executor import LambdaRuntimeException, RuntimeExecutor

from .lambda_host import InvocationAnswer, LambdaHostError, UnknownEnvironmentError, require_lambda_host
from .registration import Registration, to_registration

LOG = logging.getLogger(__name__)
LOOPBACK = "127.0.0.1"


class SluiceExecutor(RuntimeExecutor):
    """The host keeps a pool of processes of its own: starting and stopping this is one request each."""

    def __init__(self, id: str, function_version: FunctionVersion) -> None:  # noqa: A002
        super().__init__(id=id, function_version=function_version)
        self._host = require_lambda_host()
        self._registration: Registration | None = None

    def start(self, env_vars: dict[str, str]) -> None:
        """Register; raise StatusErrorException, which LocalStack answers as the function's error, where that fails."""
        self._registration = to_registration(self.function_version, env_vars)
        try:
            self._host.register(self.id, self._registration)
        except LambdaHostError as error:
            raise StatusErrorException(str(error), payload=_error_payload(error)) from error

    def stop(self) -> None:
        """Take the registration back. A host that is gone has forgotten it already."""
        try:
            self._host.remove(self.id)
        except LambdaHostError as error:
            LOG.debug("Environment %s was not removed: %s", self.id, error)

    def invoke(self, payload: dict[str, str]) -> InvocationResult:
        """Run the function once; a failure of the host is the invocation's error."""
        request_id = payload["invoke-id"]
        try:
            answer = self._run({"requestId": request_id, "payload": payload["payload"]})
        except LambdaHostError as error:
            return InvocationResult(request_id, _error_payload(error), is_error=True, logs=f"{error.code}: {error}\n")
        is_error = answer["functionError"] is not None
        return InvocationResult(request_id, answer["payload"].encode(), is_error=is_error, logs=answer["log"])

    def get_address(self) -> str:
        """Where LocalStack would reach the environment."""
        return LOOPBACK

    def get_endpoint_from_executor(self) -> str:
        """Where functions reach LocalStack."""
        return LOOPBACK

    def get_runtime_endpoint(self) -> str:
        """Where a runtime would call back; the Lambda host does not."""
        return ""

    def get_logs(self) -> str:
        """Nothing: each invocation brought its own lines, and the host keeps all of them."""
        return ""

    @classmethod
    def prepare_version(cls, function_version: FunctionVersion) -> None:
        """Unpack the code; raise LambdaRuntimeException, a Failed function's reason, for what cannot run here."""
        config = function_version.config
        if config.image or not config.code:
            raise LambdaRuntimeException("Functions from container images need Docker; here only zip archives run.")
        if not (config.runtime or "").startswith("nodejs"):
            raise LambdaRuntimeException(f"The runtime {config.runtime} needs Docker; here only nodejs runs.")
        config.code.prepare_for_execution()

    @classmethod
    def cleanup_version(cls, function_version: FunctionVersion) -> None:
        """Nothing: LocalStack removes the code itself."""

    def _run(self, request: dict[str, str]) -> InvocationAnswer:
        timeout_s = self.function_version.config.timeout
        try:
            return self._host.invoke(self.id, request, timeout_s)
        except UnknownEnvironmentError:
            # A new host took the place of the one that knew this. Nothing was run, so nothing runs twice.
            if self._registration is None:
                raise
            self._host.register(self.id, self._registration)
            return self._host.invoke(self.id, request, timeout_s)


def _error_payload(error: LambdaHostError) -> bytes:
    return json.dumps({"errorType": f"Sluice.{error.code}", "errorMessage": str(error)}).encode()
