"""The help of a command as text, in either language: usage, what it is for, arguments, options, commands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sim.commands.help_texts import HELP

EVERY_DAY = ("run", "compare", "sweep", "report")
NAMES = 26  # columns of the names of arguments and options at most
PAGE: dict[str, tuple[str, str]] = {
    "usage": ("用法：{text}", "Usage: {text}"),
    "options_here": ("[选项]", "[OPTIONS]"),
    "command_here": ("命令", "COMMAND"),
    "arguments": ("参数：", "Arguments:"),
    "options": ("选项：", "Options:"),
    "commands": ("命令：", "Commands:"),
    "more": ("其他命令：", "More:"),
    "extra": ("[{text}]", "[{text}]"),
    "between": ("；", "; "),
    "default": ("默认：{value}", "default: {value}"),
    "required": ("必填", "required"),
    "from_to": ("{low}至{high}", "{low} to {high}"),
    "from": ("不小于{low}", "{low} or more"),
}


def page(command: Any, ctx: Any) -> str:
    """The whole help of a command, in the language of its context."""
    lang = ctx.obj
    text = help_of(key_of(ctx), lang) or (command.help or "")
    parts = [usage(command, ctx), "", *_wrapped(text, "  ")]
    params = command.get_params(ctx)
    for heading, kind, name_of in (("arguments", "argument", argument), ("options", "option", option)):
        rows = [(name_of(p), _about(p, ctx)) for p in params if p.param_type_name == kind]
        parts += _section(_say(heading, lang), rows)
    for heading, names in two_lists(list(getattr(command, "commands", ())), ctx).items():
        parts += _section(_say(heading, lang), [(name, _first_sentence(ctx, name)) for name in names])
    return "\n".join(parts)


def two_lists(names: list[str], ctx: Any) -> dict[str, list[str]]:
    """What a planner does every day first, the rest below; a group of commands has one list."""
    first = [name for name in names if name in EVERY_DAY or ctx.parent is not None]
    return {"commands": first, "more": [name for name in names if name not in first]}


def usage(command: Any, ctx: Any) -> str:
    """The line that shows how the command is typed."""
    lang = ctx.obj
    pieces = [ctx.command_path, _say("options_here", lang)]
    pieces += [_in_usage(p) for p in command.get_params(ctx) if p.param_type_name == "argument"]
    pieces += [_say("command_here", lang)] if hasattr(command, "commands") else []
    return "\n".join(_wrapped(_say("usage", lang, text=" ".join(pieces))))


def argument(param: Any) -> str:
    """The name of an argument as it is typed in the usage line."""
    return str(param.metavar or param.name.upper())


def option(param: Any) -> str:
    """The spellings of an option with the word that stands for its value."""
    names = ", ".join((*param.opts, *param.secondary_opts))
    flag = getattr(param, "is_flag", False) or getattr(param, "count", False)
    return names if flag else f"{names} {param.metavar or param.name.upper()}"


def key_of(ctx: Any) -> str:
    """The key of a command in the table: its words without the name of the program."""
    words = []
    while ctx.parent is not None:
        words.append(ctx.info_name)
        ctx = ctx.parent
    return " ".join(reversed(words)) or "sim"


def keys_of(command: str, param: str) -> tuple[str, ...]:
    """Where the text of a parameter may stand, the nearest first: ``rules show word``, ``rules word``, ``word``."""
    words = command.split()
    return tuple(" ".join((*words[:n], param)) for n in range(len(words), -1, -1))


def help_of(key: str, lang: str) -> str:
    """The text of a key, empty if the table has none."""
    return HELP[key][0 if lang == "zh" else 1] if key in HELP else ""


def _about(param: Any, ctx: Any) -> str:
    lang = ctx.obj
    texts = (help_of(key, lang) for key in keys_of(key_of(ctx), param.name))
    text = next((text for text in texts if text), param.help or "")
    extra = _say("between", lang).join(_extra(param, ctx))
    between = "" if lang == "zh" else "  "
    return f"{text}{between}{_say('extra', lang, text=extra)}" if extra else text


def _extra(param: Any, ctx: Any) -> Iterator[str]:
    """Default, range, and whether it must be given."""
    lang = ctx.obj
    default = param.get_default(ctx, call=False)
    if param.show_default and default not in (None, False, "", (), []):
        yield _say("default", lang, value=default)
    low, high = getattr(param, "min", None), getattr(param, "max", None)
    if low is not None:
        yield _say("from" if high is None else "from_to", lang, low=low, high=high)
    if param.required:
        yield _say("required", lang)


def _in_usage(param: Any) -> str:
    name = argument(param)
    many = "..." if param.nargs != 1 and not name.endswith("...") else ""
    return f"{name}{many}" if param.required else f"[{name}{many}]"


def _first_sentence(ctx: Any, name: str) -> str:
    key = name if ctx.parent is None else f"{key_of(ctx)} {name}"
    text = help_of(key, ctx.obj) or (ctx.command.commands[name].help or "")
    first, stop, _ = text.partition("。" if ctx.obj == "zh" else ". ")
    return f"{first}{stop.strip()}"


def _section(title: str, rows: Sequence[tuple[str, str]]) -> list[str]:
    if not rows:
        return []
    from sim.scenario.plain_text import pad, width

    room = min(NAMES, max(width(name) for name, _ in rows) + 2)
    lines = ["", title]
    for name, text in rows:
        about = _wrapped(text, " " * (room + 2)) or [""]
        if width(name) > room - 2:
            lines += [f"  {name}", *about]
        else:
            lines += [f"  {pad(name, room)}{about[0].lstrip()}", *about[1:]]
    return lines


def _wrapped(text: str, indent: str = "") -> list[str]:
    from sim.scenario.plain_text import wrapped

    return wrapped(text, indent)


def _say(key: str, lang: str, **blanks: object) -> str:
    return PAGE[key][0 if lang == "zh" else 1].format(**blanks)
