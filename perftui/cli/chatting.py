"""`chat`: a form filled in by conversation, in lines of text, for people, readers and scripts."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from perftui.cli.command import Command
from perftui.cli.line_input import InputLine, LineInput
from perftui.cli.output import (
    DONE,
    FAILED,
    FOUND,
    complain,
    flush,
    hang_up,
    on_terminal,
    say,
    say_json_line,
    say_line,
)

if TYPE_CHECKING:
    from perftui.assistant.conversation.conversation import Reply
    from perftui.assistant.conversation.sitting import Sitting

_TO_SCREEN = "-"
_WAY_OUT = "助手: 等不及可以按 Ctrl+C 停下，已经写出来的会留着。"
_EPILOG = """一行说一件或几件事，随便什么次序，例如：
  预算124.55万 执行1187376 去年没有        几个数一起说
  全部满分，除了知晓率扣1分，因为宣传主要靠现场
  主要问题：数据还没有共享                  写哪一栏都可以
  2                                        采用列出的第2条
  为什么  跳过  撤销  进度  帮助  保存  退出

几行的文字：先写「主要绩效：」，再一行行写，最后单独写一行「.」；
中间说了别的事也就写完了。写「主要绩效：<<」的，到「.」为止都是文字。

自评表可以是文件、文件夹、以往的文档；没有的文件就新建一份。
脚本：perftui chat 自评表 < 要说的话.txt
退出状态：0 已填完，3 还没有填完，2 用法不对或读不出，4 别人正在填，5 没有存上。"""


def _arguments(parser: ArgumentParser) -> None:
    parser.epilog = _EPILOG
    parser.add_argument(
        "form",
        nargs="?",
        type=Path,
        metavar="自评表",
        help="自评表、以往的文档或文件夹；不写就从当前文件夹里选",
    )
    manners = parser.add_mutually_exclusive_group()
    manners.add_argument("--plain", action="store_true", help="只印一行行的文字（本来就是）")
    manners.add_argument("--json", action="store_true", help="每说一次印一行 JSON")
    parser.add_argument("--brief", action="store_true", help="问得短，不举例")
    parser.add_argument(
        "--strict", action="store_true", help="有一行没有完全读懂就停下，这一行不算，前面的已保存"
    )
    parser.add_argument(
        "--from", dest="last_year", type=Path, metavar="上年的表", help="从上年的表沿用"
    )
    parser.add_argument(
        "--profile", default="", metavar="表式", help="新表的表式：sh2019（默认）或 national2020"
    )
    at_once = parser.add_mutually_exclusive_group()
    at_once.add_argument(
        "--join",
        action="store_true",
        help="别人正在填也一起填：保存时自动合到一起，改了同一栏会说出来",
    )
    at_once.add_argument(
        "--take-over", action="store_true", help="别人正在填就接管：确知对方已经不在填时用"
    )
    parser.add_argument(
        "--transcript",
        nargs="?",
        const=_TO_SCREEN,
        metavar="文件",
        help="不对话，印出以往的对话，或存成文件",
    )


def _chat(options: Namespace) -> int:
    from perftui.phrases.bank.file import BankError

    try:
        return _transcript(options) if options.transcript is not None else _hold(options)
    except BankError as error:
        complain(str(error).splitlines()[0])
        return FAILED


def _hold(options: Namespace) -> int:
    """Hold a conversation until the user leaves or the input ends; returns the exit status."""
    from perftui.assistant.conversation.sitting import Settings, Sitting, SittingError
    from perftui.assistant.dialogue import LONGEST

    settings = Settings(
        options.form,
        options.last_year,
        options.profile,
        is_brief=options.brief,
        is_strict=options.strict,
        joins=options.join,
        takes_over=options.take_over,
    )
    sitting = Sitting(settings, date.today())
    stream = getattr(sys.stdin, "buffer", None)
    talk = _Talk(
        sitting,
        LineInput(stream, LONGEST),
        _Voice(sitting, options),
        is_strict=options.strict,
    )
    try:
        return talk.hold()
    except SittingError as error:
        complain(str(error))
        return int(error.ending)
    finally:
        sitting.close()


class _Voice:
    """Says replies on standard output, as labelled lines or as JSON."""

    def __init__(self, sitting: "Sitting", options: Namespace) -> None:
        from perftui.assistant.speaking import Speaker

        self._sitting = sitting
        self._is_json: bool = options.json
        self._speaker = Speaker(is_brief=options.brief)
        self._prompts = on_terminal() and not options.json
        self._turn = 0

    def say(self, reply: "Reply", line: str | None) -> None:
        """Say what was replied to a line; a reader of the output that has left is no matter."""
        self._safely(lambda: self._say(reply, line))

    @property
    def says_at_once(self) -> bool:
        """Whether what is said to a line may be said piece by piece; JSON is one object a line."""
        return not self._is_json

    def prompt(self) -> None:
        """Show that it is the user's turn, where they sit at a terminal."""
        if self._prompts:
            print("您: ", end="", flush=True)

    def echo(self, text: str) -> None:
        """Show what was said, where it was not typed at a terminal."""
        if not self._prompts and not self._is_json:
            self._safely(lambda: say_line(f"您: {text}"))

    def tell_way_out(self) -> None:
        """Say how to stop what is being waited for, where somebody sits at a terminal."""
        if self._prompts:
            print(_WAY_OUT, flush=True)

    def end_line(self) -> None:
        """Leave the line of the prompt, on which nothing was typed."""
        if self._prompts:
            print()

    def _say(self, reply: "Reply", line: str | None) -> None:
        from perftui.assistant.conversation.hearing_again import wants_all

        if self._is_json:
            say_json_line(self._data(reply, line))
        else:
            again = line is not None and wants_all(line)
            for text in self._speaker.lines(reply.parts, again=again):
                say_line(text)
        flush()
        self._turn += 1

    def _data(self, reply: "Reply", line: str | None) -> dict[str, Any]:
        from perftui.assistant.speaking import as_data

        talk = self._sitting.conversation
        question = talk.state.question if talk else None
        return {
            "turn": self._turn,
            "line": line,
            **as_data(reply.parts),
            "question": question.id if question else "",
            "form_rev": talk.revision if talk else 0,
            "complete": bool(talk and talk.is_complete),
        }

    def _safely(self, speak: Callable[[], None]) -> None:
        try:
            speak()
        except BrokenPipeError:  # what is still to be said is to be done all the same
            hang_up(sys.stdout)


class _Talk:
    """Hears line after line and has each answered."""

    def __init__(
        self, sitting: "Sitting", source: LineInput, voice: _Voice, *, is_strict: bool
    ) -> None:
        self._sitting = sitting
        self._source = source
        self._voice = voice
        self._is_strict = is_strict

    def hold(self) -> int:
        """Go on until the user leaves, the input ends, or a line stops it; the exit status."""
        from perftui.assistant.conversation.sitting import Ending

        reply = self._sitting.begin()
        self._voice.say(reply, None)
        has_stopped = False
        try:
            while not (reply.is_over or has_stopped) and (line := self._heard()) is not None:
                has_stopped, reply = self._answered(line)
                self._say(reply, line.text)
        except KeyboardInterrupt:
            self._voice.end_line()
        if not reply.is_over:
            self._voice.say(self._sitting.end(), None)
        ending = self._sitting.ending
        return int(Ending.REFUSED if has_stopped and ending < Ending.LOCKED else ending)

    def _say(self, reply: "Reply", line: str) -> None:
        """Say a reply; where it wants the language model asked, what came of that too."""
        request = reply.request
        if request is not None:
            if self._voice.says_at_once:
                self._voice.say(reply, line)
                self._voice.tell_way_out()
                reply = replace(reply, parts=())
            made = self._sitting.finish(request, request.run())
            reply = replace(made, parts=(*reply.parts, *made.parts))
        self._voice.say(reply, line)

    def _heard(self) -> InputLine | None:
        self._voice.prompt()
        try:
            line = self._source.next()
        except OSError as error:
            complain(f"读不到要说的话：系统说：{error.strerror or error}。")
            line = None
        if line is None:
            self._voice.end_line()
        else:
            self._voice.echo(line.text)
        return line

    def _answered(self, line: InputLine) -> "tuple[bool, Reply]":
        """Have a line answered; returns whether it stops the conversation, and the answer."""
        from perftui.assistant.conversation.conversation import Reply
        from perftui.assistant.parts import Fail, Warn

        notes = (Warn(line.note),) if line.note else ()
        if line.garbled:
            reply = self._sitting.put_by(line.text)
        else:
            is_whole = not (notes and self._is_strict)
            reply = self._sitting.say(line.text) if is_whole else Reply(is_understood=False)
        has_stopped = self._is_strict and not reply.is_understood
        stop = f"第{line.number}行没有完全读懂，到这里停下；这一行不算，前面的都已保存。"
        parts = (*notes, *reply.parts, *((Fail(stop),) if has_stopped else ()))
        return has_stopped, replace(reply, parts=parts)


def _transcript(options: Namespace) -> int:
    """Print or store what was said about a form; returns the exit status."""
    from perftui.assistant.conversation.keeping import Keeper
    from perftui.assistant.parts import Fail
    from perftui.storage.errors import StorageError
    from perftui.storage.evaluation_file import load

    form, target = options.form, options.transcript
    if form is None and target != _TO_SCREEN:  # the form was written behind the option
        form, target = Path(target), _TO_SCREEN
    if form is None:
        complain("要哪份表的对话？请写 perftui chat 自评表 --transcript。")
        return FAILED
    try:
        name, keeper = load(form).name, Keeper(form)
        if not keeper.has_past:
            complain(f"「{name}」还没有留下对话。")
            return FOUND
        if target == _TO_SCREEN:
            say(keeper.transcript(name).rstrip("\n"))
            return DONE
    except StorageError as error:
        complain(str(error))
        return FAILED
    told = keeper.store(str(Path.cwd() / target), name)
    for part in told:
        if isinstance(part, Fail):
            complain(part.text)
            return FAILED
    say_line(str(target))
    return DONE


COMMANDS = {"chat": Command(_arguments, _chat)}
