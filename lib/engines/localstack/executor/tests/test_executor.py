"""The executor, driven as LocalStack drives it, with LocalStack's own models."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, cast

import pytest
from localstack.aws.api.lambda_ import PackageType, Runtime, State
from localstack.services.lambda_.invocation.executor_endpoint import StatusErrorException
from localstack.services.lambda_.invocation.lambda_models import (
    FunctionVersion,
    HotReloadingCode,
    ImageCode,
    LambdaEphemeralStorage,
    VersionFunctionConfiguration,
    VersionIdentifier,
    VersionState,
)
from localstack.services.lambda_.invocation.runtime_executor import EXECUTOR_PLUGIN_MANAGER, LambdaRuntimeException

from conftest import FakeHost
from sluice_executor import lambda_host
from sluice_executor.executor import SluiceExecutor


def build_version(folder: Path, *, qualifier: str = "$LATEST", **changes: Any) -> FunctionVersion:
    settings: dict[str, Any] = {
        "description": "",
        "role": "arn:aws:iam::000000000000:role/any",
        "timeout": 3,
        "runtime": Runtime.nodejs22_x,
        "memory_size": 256,
        "handler": "index.handler",
        "package_type": PackageType.Zip,
        "environment": {"TABLE": "events", "AWS_ENDPOINT_URL": "http://own"},
        "architectures": [],
        "internal_revision": "1",
        "ephemeral_storage": LambdaEphemeralStorage(512),
        "snap_start": {},
        "tracing_config_mode": "PassThrough",
        "code": HotReloadingCode(host_path=str(folder)),
        "last_modified": "",
        "state": VersionState(state=State.Active),
    }
    identifier = VersionIdentifier("accept", qualifier, "eu-west-1", "000000000000")
    return FunctionVersion(id=identifier, config=VersionFunctionConfiguration(**{**settings, **changes}))


def start_executor(code: Path, **changes: Any) -> SluiceExecutor:
    executor = SluiceExecutor("e1", build_version(code, **changes))
    executor.start(
        {"AWS_REGION": "eu-west-1", "TABLE": "events", "AWS_ENDPOINT_URL": "http://own", "SIZE": cast(str, 5)}
    )
    return executor


def invoke(executor: SluiceExecutor, payload: str = '{"n": 1}') -> Any:
    return executor.invoke({"invoke-id": "r1", "invoked-function-arn": "arn", "payload": payload, "trace-id": "Root=1"})


def error_of(payload: bytes | None) -> dict[str, str]:
    return cast("dict[str, str]", json.loads(payload or b""))


def test_localstack_finds_the_plugin_by_its_entry_point() -> None:
    assert EXECUTOR_PLUGIN_MANAGER.load("sluice").load() is SluiceExecutor


def test_start_registers_the_function_and_tells_its_own_variables_from_localstacks(
    host: FakeHost, tmp_path: Path
) -> None:
    start_executor(tmp_path)

    assert host.requests == [
        (
            "PUT",
            "/environments/e1",
            {
                "functionName": "accept",
                "version": "$LATEST",
                "arn": "arn:aws:lambda:eu-west-1:000000000000:function:accept",
                "handler": "index.handler",
                "codeDirectory": str(tmp_path),
                "timeoutMs": 3000,
                "memoryMb": 256,
                "environment": {"TABLE": "events", "AWS_ENDPOINT_URL": "http://own"},
                "hostEnvironment": {"AWS_REGION": "eu-west-1", "SIZE": "5"},
            },
        )
    ]


def test_a_numbered_version_has_its_number_in_its_arn(host: FakeHost, tmp_path: Path) -> None:
    start_executor(tmp_path, qualifier="7")

    registration = host.requests[0][2]
    assert (registration["version"], registration["arn"].split(":")[-2:]) == ("7", ["accept", "7"])


def test_an_invocation_brings_back_payload_and_log(host: FakeHost, tmp_path: Path) -> None:
    result = invoke(start_executor(tmp_path), '{"word": "grüß"}')

    assert host.requests[-1] == (
        "POST",
        "/environments/e1/invocations",
        {"requestId": "r1", "payload": '{"word": "grüß"}'},
    )
    assert (result.request_id, result.payload, result.is_error) == ("r1", '{"word": "grüß"}'.encode(), False)
    assert result.logs == "START\nEND\n"


def test_an_error_of_the_function_is_one(host: FakeHost, tmp_path: Path) -> None:
    host.on_invoke = lambda _: (200, {"payload": '{"errorType":"Oops"}', "functionError": "Unhandled", "log": ""})

    result = invoke(start_executor(tmp_path))

    assert result.is_error
    assert error_of(result.payload) == {"errorType": "Oops"}


def test_a_hundred_invocations_run_at_the_same_time(host: FakeHost, tmp_path: Path) -> None:
    everybody = threading.Barrier(100)

    def wait_for_all(body: Any) -> tuple[int, Any]:
        everybody.wait(timeout=20)
        return 200, {"payload": body["payload"], "functionError": None, "log": ""}

    host.on_invoke = wait_for_all
    executor = start_executor(tmp_path)

    with ThreadPoolExecutor(100) as threads:
        results = list(threads.map(lambda number: invoke(executor, str(number)), range(100)))

    assert [result.payload for result in results] == [str(number).encode() for number in range(100)]


def test_a_new_host_is_told_of_the_environment_and_runs_the_invocation_once(host: FakeHost, tmp_path: Path) -> None:
    executor = start_executor(tmp_path)
    known: list[str] = []
    told = host.requests[0]
    host.requests.clear()
    host.on_register = lambda _: known.append("e1") or (204, None)  # type: ignore[func-returns-value]
    host.on_invoke = lambda _: (
        (200, {"payload": "1", "functionError": None, "log": ""})
        if known
        else (404, {"code": "ENVIRONMENT_UNKNOWN", "message": "e1"})
    )

    result = invoke(executor)

    assert (result.payload, result.is_error) == (b"1", False)
    assert [method for method, _, _ in host.requests] == ["POST", "PUT", "POST"]
    assert host.requests[1] == told


def test_a_closing_host_is_the_invocations_error(host: FakeHost, tmp_path: Path) -> None:
    host.on_invoke = lambda _: (503, {"code": "HOST_CLOSED", "message": "The host is closing."})

    result = invoke(start_executor(tmp_path))

    assert result.is_error
    assert error_of(result.payload) == {"errorType": "Sluice.HOST_CLOSED", "errorMessage": "The host is closing."}
    assert host.paths("POST") == ["/environments/e1/invocations"]


def test_an_answer_that_is_not_of_the_protocol_is_told(host: FakeHost, tmp_path: Path) -> None:
    host.on_invoke = lambda _: (500, "a bare text")

    assert "answered 500" in error_of(invoke(start_executor(tmp_path)).payload)["errorMessage"]


@pytest.mark.usefixtures("socket_path")
def test_a_host_that_does_not_listen_fails_the_start_and_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StatusErrorException) as raised:
        start_executor(tmp_path)

    assert error_of(raised.value.payload)["errorType"] == "Sluice.HOST_GONE"
    assert "sluice up" in error_of(raised.value.payload)["errorMessage"]


def test_a_host_that_dies_during_an_invocation_is_the_invocations_error(host: FakeHost, tmp_path: Path) -> None:
    def die(_: Any) -> tuple[int, Any]:
        raise ConnectionAbortedError

    host.on_invoke = die

    result = invoke(start_executor(tmp_path))

    assert error_of(result.payload)["errorType"] == "Sluice.HOST_GONE"


def test_a_host_that_says_nothing_is_given_the_functions_timeout_and_a_grace(
    host: FakeHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lambda_host, "QUEUE_GRACE_S", 0.2)
    released = threading.Event()

    def stay_silent(_: Any) -> tuple[int, Any]:
        released.wait(timeout=20)
        raise ConnectionAbortedError

    host.on_invoke = stay_silent
    executor = start_executor(tmp_path, timeout=1)

    result = invoke(executor)
    released.set()

    assert error_of(result.payload) == {
        "errorType": "Sluice.HOST_SILENT",
        "errorMessage": "The Lambda host did not answer within 1 s.",
    }


def test_stop_takes_the_registration_back(host: FakeHost, tmp_path: Path) -> None:
    start_executor(tmp_path).stop()

    assert host.requests[-1][:2] == ("DELETE", "/environments/e1")


def test_stop_does_not_mind_a_host_that_is_gone(socket_path: str, tmp_path: Path) -> None:
    SluiceExecutor("e1", build_version(tmp_path)).stop()

    assert not Path(socket_path).exists()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"image": ImageCode("image", "ECR", "0"), "code": None}, "container images need Docker"),
        ({"runtime": Runtime.python3_12}, r"runtime python3\.12 needs Docker"),
        ({"runtime": None}, "runtime None needs Docker"),
    ],
)
def test_what_the_host_cannot_run_is_refused_with_the_reason(
    tmp_path: Path, changes: dict[str, Any], reason: str
) -> None:
    with pytest.raises(LambdaRuntimeException, match=reason):
        SluiceExecutor.prepare_version(build_version(tmp_path, **changes))


def test_a_function_of_nodejs_is_taken(tmp_path: Path) -> None:
    SluiceExecutor.prepare_version(build_version(tmp_path))
