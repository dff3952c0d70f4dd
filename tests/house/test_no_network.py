"""Without a language model nothing opens a socket; and the guard of these tests would see it."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from perftui.resources import sample_projects

ROOT = Path(__file__).parents[2]
FORM = next(sample_projects().glob("2019-长三角*"))
WATCH = """
import json, sys
seen = []
sys.addaudithook(lambda event, _: event.startswith("socket.") and seen.append(event))
from perftui.cli.main import main
done = [main(arguments) for arguments in json.loads(sys.argv[1])]
loaded = sorted({"http.client", "ssl"} & set(sys.modules))
print(json.dumps([done, seen, loaded]), file=sys.stderr)
"""
LINES = "预算124.55万\n润色主要问题第2句\n同意发送\n退出\n"


def test_with_the_model_off_no_command_opens_a_socket(tmp_path):
    form = tmp_path / "表.perf.json"
    form.write_bytes(FORM.read_bytes())
    commands = [["check"], ["suggest"], ["doctor"], ["chat"]]
    done = subprocess.run(
        [sys.executable, "-c", WATCH, json.dumps([[*each, str(form)] for each in commands])],
        env=os.environ | {"PYTHONPATH": str(ROOT), "PERFTUI_DATA": str(tmp_path / "data")},
        input=LINES.encode(),
        capture_output=True,
        check=True,
    )
    statuses, seen, loaded = json.loads(done.stderr.splitlines()[-1])
    assert (seen, loaded) == ([], [])
    assert "语言模型" in done.stdout.decode()
    assert not {2, 4, 5} & set(statuses)


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_a_test_that_opens_a_socket_fails(network, family):
    with pytest.raises(AssertionError):
        socket.socket(family)
    assert network.refused.pop().startswith("socket.__new__")


def test_a_test_that_looks_a_name_up_fails(network):
    with pytest.raises(AssertionError):
        socket.getaddrinfo("example.invalid", 80)
    assert network.refused.pop().startswith("socket.getaddrinfo")


@pytest.mark.loopback
def test_a_test_with_a_server_may_not_leave_this_machine(network):
    with socket.socket() as one, pytest.raises(AssertionError):
        one.connect(("192.0.2.1", 80))
    assert network.refused.pop().startswith("socket.connect")


def test_pairs_of_sockets_within_the_program_go_on_working():
    here, there = socket.socketpair()
    with here, there:
        here.sendall(b"x")
        assert there.recv(1) == b"x"
