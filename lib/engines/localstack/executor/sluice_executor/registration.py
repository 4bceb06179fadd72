"""What the Lambda host is told about an execution environment."""

from collections.abc import Mapping
from typing import TypedDict

from localstack.services.lambda_.invocation.lambda_models import FunctionVersion


class Registration(TypedDict):
    """The body of `PUT /environments/{id}`."""

    functionName: str
    version: str
    arn: str
    handler: str
    codeDirectory: str
    timeoutMs: int
    memoryMb: int
    environment: dict[str, str]
    hostEnvironment: dict[str, str]


def to_registration(function_version: FunctionVersion, variables: Mapping[str, object]) -> Registration:
    """Tell the function's own variables, which win, from those that LocalStack adds.

    :param variables: both in one; LocalStack has numbers among them
    """
    identifier, config = function_version.id, function_version.config
    own: dict[str, str] = dict(config.environment or {})
    is_latest = identifier.qualifier == "$LATEST"
    return Registration(
        functionName=identifier.function_name,
        version=identifier.qualifier,
        arn=identifier.unqualified_arn() if is_latest else identifier.qualified_arn(),
        handler=config.handler,
        codeDirectory=str(config.code.get_unzipped_code_location()),
        timeoutMs=config.timeout * 1000,
        memoryMb=config.memory_size,
        environment=own,
        hostEnvironment={
            name: str(value) for name, value in variables.items() if name not in own and value is not None
        },
    )
