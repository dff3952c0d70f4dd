"""What doctor says of the language model: off, on and answering, on and away, or set up wrongly."""

import socket

import pytest

from perftui.jobs.examining import Check, State
from perftui.jobs.examining.language_model import examine_language_model
from perftui.storage.own_settings import settings_file
from tests.assistant.scripted_server import HERE, serving


def only(address: str, more: str = "") -> Check:
    (check, *_) = checks(address, more)
    return check


def checks(address: str, more: str = "") -> list[Check]:
    text = f'[language_model]\naddress = "{address}"\nmodel = "小"\n{more}\n'
    settings_file().write_text(text, "utf-8")
    return list(examine_language_model())


def test_off_is_fine_and_nothing_is_tried():
    (check,) = examine_language_model()
    assert (check.state, check.found) == (State.FINE, "没有开启，什么也不发送")


@pytest.mark.loopback
def test_one_that_answers_is_told_with_what_it_may_do():
    with serving() as server:
        check = only(server.address)
    assert (check.state, check.found) == (State.FINE, f"{server.name}，小，只排候选的次序")


@pytest.mark.loopback
def test_one_that_does_not_run_is_worth_a_look():
    with socket.create_server((HERE, 0)) as one:
        port = one.getsockname()[1]
    check = only(f"http://{HERE}:{port}/v1", 'level = "reword"')
    assert check.state is State.NOTE
    assert "排候选的次序，润色选定的文字，现在连不上" in check.found


def test_another_machine_is_not_tried():
    check = only("http://10.1.2.3:8000/v1", 'allow_remote = ["10.1.2.3:8000"]')
    assert check.state is State.NOTE
    assert "10.1.2.3:8000，小，只排候选的次序（非本机，没有试连）" in check.found


def test_settings_that_are_wrong_are_told():
    check = only("http://10.1.2.3:8000/v1")
    assert check.state is State.WRONG
    assert "address 不在本机" in check.found


def test_a_key_that_is_not_set_is_told(monkeypatch):
    monkeypatch.delenv("A_KEY", raising=False)
    remote = 'allow_remote = ["10.1.2.3:8000"]\nkey_variable = "A_KEY"'
    _, key = checks("http://10.1.2.3:8000/v1", remote)
    assert (key.state, key.found) == (State.NOTE, "口令的环境变量 A_KEY 没有设置")
