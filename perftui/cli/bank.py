"""`bank`: look wording up, check the bank's files, add to them, withdraw from them."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from perftui.cli.command import Command
from perftui.cli.output import DONE, FAILED, FOUND, complain, say, say_json
from perftui.cli.parsing import positive
from perftui.phrases.library import PhraseKind

if TYPE_CHECKING:
    from perftui.jobs.wording import Hit


def _arguments(parser: ArgumentParser) -> None:
    parts = parser.add_subparsers(
        dest="part", required=True, metavar="操作", title="操作", parser_class=type(parser)
    )
    for name, (does, declare, _) in _PARTS.items():
        declare(
            parts.add_parser(name, prog=f"perftui bank {name}", description=f"{does}。", help=does)
        )


def _run(options: Namespace) -> int:
    from perftui.phrases.bank.file import BankError
    from perftui.phrases.library import LibraryError
    from perftui.storage.errors import StorageError

    try:
        return _PARTS[options.part][2](options)
    except (BankError, LibraryError, StorageError) as error:
        for line in str(error).splitlines():
            complain(f"{line.rstrip('。')}。")
        return FAILED


def _search_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("text", metavar="文字", help="词、半句、整段，或拼音、拼音首字母")
    _kind_argument(parser)
    parser.add_argument("--limit", type=positive, default=10, metavar="条数")
    parser.add_argument("--json", action="store_true", help="印出 JSON")


def _search(options: Namespace) -> int:
    from perftui.jobs.library import open_library
    from perftui.jobs.wording import search
    from perftui.phrases.bank.shipped import shipped_bank

    bank = shipped_bank()
    kinds = (PhraseKind(options.kind),) if options.kind else tuple(PhraseKind)
    found = search(open_library(bank, complain), options.text, kinds, options.limit)
    if options.json:
        say_json([_to_json(hit, bank.name_of(hit.phrase.topic)) for hit in found])
        return DONE if found else FOUND
    for number, hit in enumerate(found, 1):
        say(f"{number}. {hit.phrase.text}")
        say(f"   {' · '.join(_origin(hit, bank.name_of(hit.phrase.topic)))}")
        for variant in hit.variants:
            say(f"   也写作：{variant}")
    if not found:
        complain("没有找到相近的措辞。")
    return DONE if found else FOUND


def _origin(hit: "Hit", topic_name: str) -> list[str]:
    phrase = hit.phrase
    topic = f"{phrase.topic} {topic_name}".strip() or "未归类"
    used = [f"用过{phrase.used}次"] if phrase.used else []
    years = [phrase.years] if "–" in phrase.years else []
    return [str(hit.score), phrase.kind.label, topic, phrase.source, *used, *years]


def _to_json(hit: "Hit", topic_name: str) -> dict[str, Any]:
    keys = ("text", "kind", "topic", "source", "unit", "project", "year", "first_year")
    told = {key: getattr(hit.phrase, key) for key in (*keys, "used", "origin", "status")}
    return told | {"score": hit.score, "topic_name": topic_name, "variants": list(hit.variants)}


def _topic_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("sentences", nargs="*", metavar="句子", help="不写时从标准输入逐行读")
    _kind_argument(parser, "problem")
    parser.add_argument("--json", action="store_true", help="印出 JSON")


def _standard_input() -> list[str]:
    """Return the lines of the standard input; raises BankError if it cannot be read."""
    from perftui.phrases.bank.file import BankError

    if sys.stdin is None:
        raise BankError("没有写句子，也没有标准输入可读")
    try:
        return sys.stdin.read().splitlines()
    except UnicodeDecodeError as error:
        raise BankError("标准输入不是 UTF-8 编码，请转成 UTF-8 再试") from error


def _topic(options: Namespace) -> int:
    from perftui.phrases.bank.shipped import shipped_bank
    from perftui.phrases.topics import detect_topics

    bank, kind = shipped_bank(), PhraseKind(options.kind)
    lines = options.sentences or _standard_input()
    found = [(line, detect_topics(line, bank, kind)) for line in lines]
    if options.json:
        say_json([{"text": line, "topics": list(topics)} for line, topics in found])
    else:
        for line, topics in found:
            named = "、".join(f"{topic} {bank.name_of(topic)}" for topic in topics)
            say(f"{line}\t{named or '不属于哪一类'}")
    return DONE if any(topics for _, topics in found) else FOUND


def _trial_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", type=Path, metavar="自评表", help="写好的表或其文件夹")
    parser.add_argument("--json", action="store_true", help="印出 JSON")


def _trial(options: Namespace) -> int:
    from dataclasses import asdict

    from perftui.jobs.opening import open_all
    from perftui.jobs.trial import leave_one_out, verdict
    from perftui.phrases.bank.shipped import shipped_bank

    opened = list(open_all(options.paths))
    for one in opened:
        if one.error:
            complain(one.error)
    bank = shipped_bank()
    trials = list(leave_one_out(bank, [form for one in opened for form in one.evaluations]))
    if options.json:
        told = [asdict(trial) | {"reported": sorted(trial.reported)} for trial in trials]
        say_json({"verdict": asdict(verdict(trials)), "trials": told})
        return DONE if trials else FOUND
    for trial in trials:
        marked = (f"{t}*" if t in trial.reported else t for t in trial.suggested)
        say(f"{trial.project}：写的是 {' '.join(sorted(trial.reported))}，推荐 {' '.join(marked)}")
    if trials:
        came = verdict(trials)
        say(
            f"{came.forms}份表各由其余的来推荐：第一条说中{came.first}份，前五条说中{came.near}份，"
            f"前十条平均说中{came.recall:.0%}，配上措施{came.answered}份。"
        )
    else:
        complain("没有写好问题的自评表，无从比较。")
    return DONE if trials else FOUND


def _lint_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "folder", nargs="?", type=Path, metavar="文件夹", help="词库的文件夹，默认为自带的词库"
    )
    parser.add_argument("--json", action="store_true", help="印出 JSON")


def _lint(options: Namespace) -> int:
    from perftui.phrases.bank.lint import lint
    from perftui.resources import phrasebank

    remarks = lint(options.folder or phrasebank())
    if options.json:
        keys = ("place", "code", "message")
        say_json([{key: getattr(remark, key) for key in keys} for remark in remarks])
    else:
        for remark in remarks:
            say(f"{remark.place}: {remark.message}")
        say(f"发现{len(remarks)}处。" if remarks else "没有发现问题。")
    return FOUND if remarks else DONE


def _stats_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="印出 JSON")


def _stats(options: Namespace) -> int:
    from perftui.jobs.library import data_folder, open_library
    from perftui.jobs.wording import worth_adopting
    from perftui.phrases.bank.shipped import shipped_bank
    from perftui.phrases.library import Origin

    bank = shipped_bank()
    library = open_library(bank, complain)
    counts, adopt = library.statistics(), worth_adopting(library)
    if options.json:
        kinds = {kind: counts.kinds.get(kind, 0) for kind in PhraseKind}
        origins = {origin: counts.origins.get(origin, 0) for origin in Origin}
        often = [{"text": p.text, "kind": p.kind, "topic": p.topic, "used": p.used} for p in adopt]
        totals = {"forms": counts.forms, "withdrawn": counts.withdrawn}
        say_json(totals | {"kinds": kinds, "origins": origins, "worth_adopting": often})
        return DONE
    say(f"短语库：{data_folder()}")
    say("，".join(f"{kind.label}{counts.kinds.get(kind, 0)}句" for kind in PhraseKind) + "。")
    bank_count, own, learnt = (counts.origins.get(origin, 0) for origin in Origin)
    say(f"词库{bank_count}句，自己添加{own}句，从{counts.forms}份自评表学来{learnt}句。")
    say(f"不再推荐的有{counts.withdrawn}句。")
    if adopt:
        say("这些写法用得多，可以收入词库（perftui bank add 写法 --into phrasebank）：")
    for phrase in adopt:
        say(f"  {phrase.used}份  {phrase.kind.label}  {phrase.topic or '—'}  {phrase.text}")
    return DONE


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("text", metavar="写法", help="待填的词写作 {名称}")
    _kind_argument(parser, "problem")
    parser.add_argument("--topic", default="", metavar="编号", help="如 P20，不写时按内容判断")
    parser.add_argument(
        "--into", type=Path, metavar="词库文件夹", help="收入这个词库的文件；不写时归自己使用"
    )


def _add(options: Namespace) -> int:
    from perftui.jobs.library import data_folder, open_library
    from perftui.jobs.wording import add_own, add_to_bank
    from perftui.phrases.bank.file import load_bank
    from perftui.phrases.bank.shipped import shipped_bank

    kind = PhraseKind(options.kind)
    if options.into:
        bank = load_bank(options.into)
        path = add_to_bank(options.into, bank, kind, options.topic, options.text)
        say(f"已收入 {path}。")
        return DONE
    bank = shipped_bank()
    added = add_own(data_folder(), bank, kind, options.topic, options.text)
    open_library(bank, complain)
    name = f"{added.topic} {bank.name_of(added.topic)}" if added.topic else "未归类"
    say(f"已添加（{kind.label}，{name}）：{added.text}")
    return DONE


def _retire_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("text", metavar="写法", help="与短语库中的一字不差")
    _kind_argument(parser)
    parser.add_argument("--reason", default="", metavar="原因")
    parser.add_argument("--undo", action="store_true", help="恢复推荐")


def _retire(options: Namespace) -> int:
    from perftui.jobs.library import data_folder, open_library
    from perftui.jobs.wording import known_as, restore, retire
    from perftui.phrases.bank.shipped import shipped_bank

    bank = shipped_bank()
    if options.undo:
        restored = restore(data_folder(), options.text)
        open_library(bank, complain)
        for text in restored:
            say(f"已恢复推荐：{text}")
        if not restored:
            complain("停用的写法中没有这一句。")
        return DONE if restored else FOUND
    kinds = (PhraseKind(options.kind),) if options.kind else tuple(PhraseKind)
    found = list(known_as(open_library(bank, complain), kinds, options.text))
    for phrase in found:
        retire(data_folder(), phrase.kind, phrase.text, options.reason)
        say(f"不再推荐（{phrase.kind.label}）：{phrase.text}")
    if not found:
        complain("短语库中没有这一句，可以先用 perftui bank search 查找原文。")
        return FOUND
    open_library(bank, complain)
    return DONE


def _kind_argument(parser: ArgumentParser, default: str = "") -> None:
    listed = "、".join(f"{kind} {kind.label}" for kind in PhraseKind)
    parser.add_argument(
        "--kind",
        choices=[kind.value for kind in PhraseKind],
        default=default or None,
        metavar="种类",
        help=listed,
    )


_PARTS: dict[str, tuple[str, Callable[[ArgumentParser], None], Callable[[Namespace], int]]] = {
    "search": ("查找措辞", _search_arguments, _search),
    "topic": ("判断句子属于哪一类问题", _topic_arguments, _topic),
    "trial": ("用写好的表检验推荐：每份表由其余的来推荐", _trial_arguments, _trial),
    "lint": ("检查词库的文件", _lint_arguments, _lint),
    "stats": ("短语库里有多少，哪些值得收入词库", _stats_arguments, _stats),
    "add": ("增加一条写法", _add_arguments, _add),
    "retire": ("不再推荐一条写法", _retire_arguments, _retire),
}
COMMANDS = {"bank": Command(_arguments, _run)}
