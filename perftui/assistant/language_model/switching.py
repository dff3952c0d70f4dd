"""Whether a language model is switched on, by the user's own settings and nothing else."""

from dataclasses import dataclass

from perftui.assistant.language_model.helper import Helper
from perftui.assistant.language_model.request_log import RequestLog
from perftui.storage.errors import StorageError, shown
from perftui.storage.own_settings import (
    Level,
    example_lines,
    language_model_settings,
    settings_file,
)
from perftui.storage.user_data import data_folder


@dataclass(frozen=True)
class Off:
    """No language model: the sentence for who asks for it, and what is permanently shown."""

    sentence: str
    status: str = ""


def language_model() -> Helper | Off:
    """Return the language model the user has switched on, or why there is none."""
    try:
        settings = language_model_settings()
    except StorageError as error:
        return Off(f"语言模型没有开启：{error}", "语言模型：设置有误，没有开启")
    if settings is None:
        return Off(f"语言模型没有开启。要开启，请在 {_file()} 里写上：\n{example_lines()}")
    return Helper(settings, RequestLog(data_folder()))


def only_ranks() -> str:
    """Say to who asks for other words that the model may only order wordings."""
    return (
        f'语言模型只用来排候选的次序。要它润色，请把 {_file()} 里的 level 改为 "{Level.REWORD}"。'
    )


def _file() -> str:
    return shown(settings_file())
