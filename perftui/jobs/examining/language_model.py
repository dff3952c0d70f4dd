"""The optional language model: off, or on and what it may do, where, and whether it answers."""

import os
import socket
from collections.abc import Iterator

from perftui.jobs.examining import Check, noted, wrong
from perftui.jobs.loopback import UnreachableError, places_of
from perftui.storage.errors import StorageError, shown
from perftui.storage.own_settings import (
    LanguageModelSettings,
    Level,
    language_model_settings,
    settings_file,
)

_NAME = "语言模型"
_PATIENCE = 1.0
_DOES = {Level.RANK: "只排候选的次序", Level.REWORD: "排候选的次序，润色选定的文字"}


def examine_language_model() -> Iterator[Check]:
    """Tell whether a language model is switched on; one on this machine is tried."""
    try:
        settings = language_model_settings()
    except StorageError as error:
        yield wrong(_NAME, f"没有开启：{error}", f"请改正 {shown(settings_file())}")
        return
    if settings is None:
        yield Check(_NAME, "没有开启，什么也不发送")
        return
    yield _reached(settings)
    name = settings.key_variable
    if name and not os.environ.get(name):
        yield noted(_NAME, f"口令的环境变量 {name} 没有设置", f"请设置 {name}，或删去 key_variable")


def _reached(settings: LanguageModelSettings) -> Check:
    server = settings.server
    found = f"{server.name}，{settings.model}，{_DOES[settings.level]}"
    if server.is_remote:
        return noted(_NAME, f"{found}（非本机，没有试连）", "每次打开后第一次发送前会先问")
    try:
        places = places_of(server, _PATIENCE)
    except UnreachableError as error:
        return wrong(_NAME, str(error), f"请改正 {shown(settings_file())}")
    if not any(_answers(*place) for place in places):
        return noted(_NAME, f"{found}，现在连不上", "请先启动它的服务；不用它也能填表")
    return Check(_NAME, found)


def _answers(family: socket.AddressFamily, address: tuple[object, ...]) -> bool:
    with socket.socket(family, socket.SOCK_STREAM) as one:
        one.settimeout(_PATIENCE)
        try:
            one.connect(address)
        except OSError:
            return False
    return True
