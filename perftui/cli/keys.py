"""`keys`: every action with its key, as it holds in a folder."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from perftui.cli.command import Command
from perftui.cli.output import DONE, FAILED, FOUND, complain, say, say_json
from perftui.storage.errors import StorageError, shown

if TYPE_CHECKING:
    from perftui.actions.keys import Keys
    from perftui.actions.table import Action

_KEY_WIDTH, _NAME_WIDTH = 11, 13


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "path", nargs="?", type=Path, default=Path(), metavar="文件夹", help="默认为当前文件夹"
    )
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--markdown", action="store_true", help="印成 Markdown，即按键手册")
    forms.add_argument("--json", action="store_true", help="印出 JSON")


def _keys(options: Namespace) -> int:
    from perftui.jobs.keymap import keys_for

    path: Path = options.path
    if not path.exists():
        complain(f"没有「{shown(path)}」这个文件夹，请核对路径。")
        return FAILED
    try:
        keys, faults = keys_for(path.parent if path.is_file() else path)
    except StorageError as error:
        complain(str(error))
        return FAILED
    if options.json:
        say_json(_as_data(keys, faults))
    elif options.markdown:
        from perftui.actions.manual import manual

        say(manual(keys).rstrip())
    else:
        _say(keys)
    for fault in faults:
        complain(f"perftui.toml 的 [keys] 中，{fault}")
    return FOUND if faults else DONE


def _say(keys: "Keys") -> None:
    from perftui.actions.table import PLACES, actions_of
    from perftui.writers.cells import pad

    for place, name in PLACES.items():
        say(f"{name}：")
        for action in actions_of(place):
            key = pad(keys.label_of(action), _KEY_WIDTH)
            say(f"  {key} {pad(action.name, _NAME_WIDTH)} {action.does}{_beside(keys, action)}")


def _beside(keys: "Keys", action: "Action") -> str:
    from perftui.actions.keys import key_label

    needs = f"（{action.when}时）" if action.when else ""
    is_other = keys.of(action) != action.key
    return f"{needs}（原为 {key_label(action.key)}）" if is_other else needs


def _as_data(keys: "Keys", faults: tuple[str, ...]) -> dict[str, Any]:
    from perftui.actions.keys import key_label
    from perftui.actions.table import ACTIONS, PLACES

    return {
        "actions": [
            {
                "id": action.full_id,
                "place": PLACES[action.where],
                "name": action.name,
                "does": action.does,
                "when": action.when,
                "key": keys.label_of(action),
                "shipped_key": key_label(action.key),
            }
            for action in ACTIONS
        ],
        "faults": list(faults),
    }


COMMANDS = {"keys": Command(_arguments, _keys)}
