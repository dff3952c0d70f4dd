"""The user's own settings: a language model is on only if they say so, and only where they say."""

import socket
from ipaddress import IPv4Address
from pathlib import Path

import pytest

from perftui.storage.errors import StorageError
from perftui.storage.own_settings import (
    Level,
    Server,
    example_lines,
    language_model_settings,
    settings_file,
)

HERE = str(IPv4Address(socket.INADDR_LOOPBACK))
ADDRESS = f"http://{HERE}:8080/v1"


def wrote(text: str) -> None:
    settings_file().write_text(text, "utf-8")


def model(address: str = ADDRESS, more: str = "") -> None:
    wrote(f'[language_model]\naddress = "{address}"\nmodel = "小"\n{more}\n')


def test_without_a_file_there_is_no_model():
    assert language_model_settings() is None


def test_a_file_that_says_nothing_of_it_switches_nothing_on():
    wrote("# 空的\n")
    assert language_model_settings() is None


def test_the_file_lies_with_the_users_data_and_nowhere_else(folder: Path, data_folder: Path):
    model()
    (folder / "settings.toml").write_bytes(settings_file().read_bytes())
    settings_file().unlink()
    assert settings_file().parent == data_folder
    assert language_model_settings() is None


def test_ranking_is_all_it_may_do_unless_said_otherwise():
    model()
    settings = language_model_settings()
    assert settings is not None
    assert settings.level is Level.RANK
    assert settings.server == Server(HERE, 8080, "/v1")
    assert settings.server.name == f"{HERE}:8080"


def test_the_lines_that_are_told_to_users_work():
    wrote(example_lines())
    settings = language_model_settings()
    assert settings is not None
    assert (settings.level, settings.server.port) == (Level.REWORD, 8080)


@pytest.mark.parametrize(
    ("address", "server"),
    [
        ("http://[::1]:8080/v1/", Server("::1", 8080, "/v1")),
        ("http://127.1:8080/v1", Server("127.1", 8080, "/v1")),
        ("http://Model", Server("model", 80, "")),
        ("https://model/openai/v1", Server("model", 443, "/openai/v1", is_secure=True)),
    ],
)
def test_addresses_are_read(address, server):
    model(address)
    settings = language_model_settings()
    assert settings is not None
    assert settings.server == server


@pytest.mark.parametrize("host", ["10.1.2.3:8000", "[fd00::1]:8000", "Model.Unit:8000"])
def test_another_machine_is_used_only_if_it_is_named(host):
    model(f"http://{host}/v1", f'allow_remote = ["{host}"]')
    settings = language_model_settings()
    assert settings is not None
    assert settings.server.is_remote
    assert settings.server.name == host.lower()


@pytest.mark.parametrize("allowed", ["", "10.1.2.3", "10.1.2.3:80", "10.1.2.4:8000", "*"])
def test_another_machine_that_is_not_named_with_its_port_is_refused(allowed):
    model("http://10.1.2.3:8000/v1", f'allow_remote = ["{allowed}"]')
    with pytest.raises(StorageError, match=r'不在本机.*allow_remote = \["10.1.2.3:8000"\]'):
        language_model_settings()


@pytest.mark.parametrize("address", [
    "", "8080", "model:8080", "ftp://model", "file:///etc/passwd", "http://", "http://:80/v1",
    "http://u:p@model/v1", "http://model/v1?key=1", "http://model/v1#x", "http://model:0/v1",
    "http://model:99999/v1", "http://model:x/v1", "http://mo del/v1", "http://模型/v1",
    "http://[::1/v1", r"http://model/\u000d\u000aX: y",
])  # fmt: skip
def test_an_address_that_is_none_is_told(address):
    model(address)
    with pytest.raises(StorageError, match=r"settings.toml」里的 address 要写成 http://"):
        language_model_settings()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[language_model]\nmodel = 'x'", "language_model.address 没有写"),
        (f"[language_model]\naddress = '{ADDRESS}'", "language_model.model 没有写"),
        ("[language_model]\naddress = 8080\nmodel = 'x'", "address 要写成带引号的文字"),
        (f"[language_model]\naddress = '{ADDRESS}'\nmodel = ''", "model 是空的"),
        (
            f"[language_model]\naddress = '{ADDRESS}'\nmodel = 'x'\nlevel = 'all'",
            'level 要写 "rank" 或 "reword"',
        ),
        (
            f"[language_model]\naddress = '{ADDRESS}'\nmodel = 'x'\nkey = 'secret'",
            "language_model.key 没有这一项",
        ),
        (
            f"[language_model]\naddress = '{ADDRESS}'\nmodel = 'x'\nallow_remote = 'a:1'",
            "allow_remote 要写成",
        ),
        ("language_model = true", "language_model 要写成一节"),
        ("[language_model", "不是 TOML"),
        ("[langage_model]", "langage_model 没有这一项"),
    ],
)
def test_what_is_wrong_is_told_in_one_sentence(text, told):
    wrote(text)
    with pytest.raises(StorageError) as error:
        language_model_settings()
    assert told in str(error.value)
    assert "\n" not in str(error.value)


def test_bytes_that_are_no_text_are_told():
    settings_file().write_bytes(b"\xff\xfe[")
    with pytest.raises(StorageError, match="不是 UTF-8"):
        language_model_settings()
