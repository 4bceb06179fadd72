"""How LocalStack finds the executor: the entry point `sluice` of `localstack.lambda.runtime_executor`."""

from typing import TYPE_CHECKING

from localstack.services.lambda_.invocation.plugins import RuntimeExecutorPlugin

if TYPE_CHECKING:
    from .executor import SluiceExecutor


class SluiceExecutorPlugin(RuntimeExecutorPlugin):
    """Chosen by LAMBDA_RUNTIME_EXECUTOR=sluice."""

    name = "sluice"

    def load(self) -> "type[SluiceExecutor]":
        """Import the executor only once it is wanted: it brings in all of LocalStack's Lambda."""
        from .executor import SluiceExecutor

        return SluiceExecutor
