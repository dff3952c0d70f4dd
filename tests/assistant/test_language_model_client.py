"""The client of a language model: however the other side behaves, an end and one clear sentence."""

import socket
from threading import Thread
from typing import Any

import pytest

from perftui.assistant.language_model.client import Answer, converse
from perftui.assistant.language_model.faults import Fault
from perftui.assistant.language_model.stopping import Stop
from perftui.assistant.language_model.wire import Limits
from perftui.jobs.loopback import UnreachableError, places_of
from perftui.storage.own_settings import Server
from tests.assistant.scripted_server import (
    DONE,
    HEAD,
    HERE,
    HOLD,
    ScriptedServer,
    Step,
    event,
    said,
    serving,
    status,
)

pytestmark = pytest.mark.loopback
SHORT = Limits(connect=2, first=0.1, idle=0.1, total=0.5, text=1000, wire=20_000)
LONG = Limits()


def ask(server: ScriptedServer, limits: Limits = LONG, **more: Any) -> Answer:
    return converse(Server(HERE, server.port, "/v1"), b"{}", limits=limits, **more)


def answered(script: list[Step], limits: Limits = LONG, **more: Any) -> Answer:
    with serving(script) as server:
        return ask(server, limits, **more)


def chunked(*pieces: bytes) -> list[Step]:
    head = HEAD.replace(b"\r\n\r\n", b"\r\nTransfer-Encoding: chunked\r\n\r\n")
    return [head, *(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)]


def test_an_answer_comes_as_it_grows():
    heard: list[str] = []
    answer = answered(said("进一步", "健全", "制度。"), on_text=heard.append)
    assert (answer.text, answer.fault) == ("进一步健全制度。", "")
    assert heard == ["进一步", "进一步健全", "进一步健全制度。"]


IN_CRLF = event("甲乙").replace(b"\n", b"\r\n")
WHOLE_HEAD = HEAD.replace(b"text/event-stream", b"application/json")


@pytest.mark.parametrize(
    "script",
    [
        [HEAD + event("甲乙") + DONE],
        [HEAD, b": ping\n\n", b'data: {"choices": []}\n\n', event("甲乙"), DONE],
        [HEAD, IN_CRLF, DONE],
        [HEAD, *(bytes([byte]) for byte in event("甲乙")), DONE],
        [HEAD, event("甲"), event("乙", finish_reason="stop")],
        chunked(event("甲乙"), DONE, b""),
        chunked(event("甲乙")[:30], event("甲乙")[30:] + DONE, b""),
        [WHOLE_HEAD, '{"choices": [{"message": {"content": "甲乙"}}]}'.encode()],
    ],
    ids=["one", "beside", "crlf", "bytes", "reason", "chunks", "cut chunks", "no stream"],
)
def test_servers_that_stream_otherwise_are_understood(script):
    answer = answered(script)
    assert (answer.text, answer.fault) == ("甲乙", "")


@pytest.mark.parametrize(
    ("script", "fault"),
    [
        (status(401), Fault.UNAUTHORIZED),
        (status(403), Fault.UNAUTHORIZED),
        (status(404), Fault.NOT_FOUND),
        (status(400), Fault.BAD_REQUEST),
        (status(429), Fault.BUSY),
        (status(500), Fault.SERVER_FAILED),
        (status(503), Fault.SERVER_FAILED),
        (status(302, "Location: http://192.0.2.1/v1"), Fault.MOVED),
        (status(204), Fault.NOT_AS_AGREED),
        ([b""], Fault.BROKEN),
        ([b"SSH-2.0-x\r\n"], Fault.BROKEN),
        ([HEAD], Fault.NOT_AS_AGREED),
        ([HEAD, b"<html>hello</html>"], Fault.NOT_AS_AGREED),
        ([HEAD, b"data: {\n\n"], Fault.NOT_AS_AGREED),
        ([HEAD, b"data: []\n\n"], Fault.NOT_AS_AGREED),
        ([HEAD, b"data: " + b"[" * 9000 + b"\n\n"], Fault.NOT_AS_AGREED),
        ([HEAD, b'data: {"choices": [1]}\n\n'], Fault.NOT_AS_AGREED),
        ([HEAD, b'data: {"error": {"message": "x"}}\n\n'], Fault.SERVER_FAILED),
        ([HEAD, b'data: "\xe7\x94"\n\n'], Fault.NOT_UTF8),
        ([HEAD, DONE], Fault.EMPTY),
        ([HEAD, event(" \n"), DONE], Fault.EMPTY),
        ([HEAD.replace(b"\r\n\r\n", b"\r\nContent-Encoding: gzip\r\n\r\n"), DONE],
         Fault.NOT_AS_AGREED),
        ([WHOLE_HEAD, b"\xff{}"], Fault.NOT_UTF8),
    ],
    ids=str,
)  # fmt: skip
def test_what_is_no_answer_is_told_in_one_sentence(script, fault):
    answer = answered(script)
    assert (answer.text.strip(), answer.fault) == ("", fault)


@pytest.mark.parametrize(
    ("script", "fault"),
    [
        ([HEAD, event("写了一半")], Fault.BROKEN),
        ([HEAD, event("写了一半"), event("还有")[:-9]], Fault.BROKEN),
        ([HEAD, event("写了一半"), "data: 甲".encode()[:-1]], Fault.BROKEN),
        (chunked(event("写了一半")), Fault.BROKEN),
        ([HEAD, event("写了一半"), b"data: nonsense\n\n"], Fault.NOT_AS_AGREED),
        ([HEAD, event("写了一半"), b"data: \xff\n\n"], Fault.NOT_UTF8),
        ([HEAD, event("写了一半", finish_reason="length"), DONE], Fault.CUT_SHORT),
        ([HEAD, event("写了一半"), HOLD], Fault.IDLE),
        ([HEAD, event("写了一半"), event("多" * 2000), DONE], Fault.TOO_LONG),
        ([HEAD, event("写了一半"), b"x" * 30_000, HOLD], Fault.TOO_LONG),
    ],
    ids=lambda value: value.name if isinstance(value, Fault) else "",
)
def test_what_came_before_it_broke_is_kept(script, fault):
    answer = answered(script, SHORT)
    assert (answer.text, answer.fault) == ("写了一半", fault)


@pytest.mark.parametrize("script", [[HOLD], [HEAD, HOLD], [HEAD, b": ping\n\n", HOLD]], ids=len)
def test_silence_is_not_waited_for(script):
    assert answered(script, SHORT).fault == Fault.NO_TOKEN


def test_a_stream_without_end_ends_at_its_time():
    many = [event("字")] * 300
    answer = answered([HEAD, *many, HOLD], Limits(idle=5, total=0.2))
    assert (answer.text, answer.fault) == ("字" * 300, Fault.TOO_SLOW)


def test_a_server_that_never_stops_talking_is_cut_off():
    answer = answered([HEAD, *[event("字" * 50)] * 200, HOLD], Limits(text=3000))
    assert answer.fault == Fault.TOO_LONG
    assert len(answer.text.encode()) <= 3000


def test_what_is_stopped_in_the_middle_ends_at_once_and_is_kept():
    stop = Stop()
    heard: list[str] = []

    def hear(text: str) -> None:
        heard.append(text)
        if len(heard) == 2:
            Thread(target=stop.pull).start()

    with serving([HEAD, event("甲"), event("乙"), HOLD], said("再来")) as server:
        answer = ask(server, on_text=hear, stop=stop)
        assert (answer.text, answer.fault) == ("甲乙", Fault.STOPPED)
        assert ask(server).text == "再来"


def test_what_is_stopped_before_a_word_came_ends_at_once():
    stop = Stop()
    with serving([HEAD, HOLD]) as server:
        Thread(target=lambda: server.is_silent.wait(5) and stop.pull()).start()
        assert ask(server, stop=stop) == Answer("", Fault.STOPPED, len(HEAD))


def test_what_is_stopped_before_it_began_sends_nothing():
    stop = Stop()
    stop.pull()
    with serving(said("甲")) as server:
        assert ask(server, stop=stop).fault == Fault.STOPPED
        assert not server.requests


def test_ctrl_c_keeps_what_came():
    def hear(text: str) -> None:
        raise KeyboardInterrupt

    answer = answered(said("甲", "乙"), on_text=hear)
    assert (answer.text, answer.fault) == ("甲", Fault.STOPPED)


def test_no_server_there_is_told():
    with serving() as server:
        port = server.port
    assert converse(Server(HERE, port, "/v1"), b"{}").fault == Fault.REFUSED


def test_proxies_of_the_environment_are_not_asked(monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://192.0.2.1:3128")
    answer = answered(said("直接"))
    assert (answer.text, answer.fault) == ("直接", "")


def test_the_key_goes_in_the_header_alone():
    with serving(said("甲")) as server:
        ask(server, key="a-key")
        assert b"Authorization: Bearer a-key\r\n" in server.requests[0]


@pytest.mark.parametrize("key", ["a\r\nX: y", "钥匙", "a\x00"])
def test_a_key_that_would_write_headers_of_its_own_is_not_sent(key):
    with serving(said("甲")) as server:
        assert ask(server, key=key).fault == Fault.BAD_KEY
        assert not server.requests


def look_up(*addresses: str) -> Any:
    def answer(host: str, port: int, **_: Any) -> list[tuple[Any, ...]]:
        return [(socket.AF_INET, 1, 6, "", (address, port)) for address in addresses]

    return answer


@pytest.mark.parametrize("found", [("10.1.2.3",), (HERE, "10.1.2.3"), ("0.0.0.0",)], ids=str)
def test_a_name_that_leads_off_this_machine_is_refused(found):
    with pytest.raises(UnreachableError, match="不在本机"):
        places_of(Server("model", 8000, "/v1"), look_up=look_up(*found))


def test_a_machine_the_user_has_named_is_looked_up_once_and_asked_at_that_address():
    allowed = Server("model", 8000, "/v1", is_remote=True)
    found = places_of(allowed, look_up=look_up("10.1.2.3"))
    assert found == ((socket.AF_INET, ("10.1.2.3", 8000)),)


def test_a_name_that_is_none_is_told():
    with pytest.raises(UnreachableError, match="找不到"):
        places_of(Server("model", 8000, "/v1"), look_up=look_up())
