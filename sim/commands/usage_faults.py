"""What was typed wrongly, in either language: the library that reads the command line speaks English only."""

from __future__ import annotations

import re
from typing import Any

from sim.commands.help_page import argument, option, usage

WORDS: dict[str, tuple[str, str]] = {
    "error": ("错误：{text}", "Error: {text}"),
    "try": ("查看帮助：{command} --help", "Try '{command} --help' for help."),
    "no_argument": ("缺少参数 {name}。", "Missing argument {name}."),
    "no_value": ("缺少选项 {name}。", "Missing option {name}."),
    "value": ("{name} 的值不对：{text}", "Invalid value for {name}: {text}"),
    "no_option": ("没有选项 {name}。", "No such option: {name}."),
    "near": ("是不是 {names}？", "Did you mean {names}?"),
}
# What the library says, as a pattern, and the same in Chinese. What is in no line is shown as it is.
SAID: tuple[tuple[str, str], ...] = (
    (r"Got unexpected extra arguments? ?(?:\(s\))? ?\((?P<words>.*)\)", "多出的参数：{words}。"),
    (r"No such command '(?P<name>.*?)'\.? Did you mean (?P<near>.*)\?", "没有命令 {name}。是不是 {near}？"),
    (r"No such command '(?P<name>.*)'\.?", "没有命令 {name}。"),
    (r"Missing command\.", "没有写命令。"),
    (r"Option '(?P<name>.*)' requires an argument\.", "选项 {name} 后面要写一个值。"),
    (r"Option '(?P<name>.*)' requires (?P<n>\d+) arguments\.", "选项 {name} 后面要写{n}个值。"),
    (r"Option '(?P<name>.*)' does not take a value\.", "选项 {name} 后面不能写值。"),
    (r"Input should be greater than or equal to (?P<low>\S+)", "应不小于{low}"),
    (r"Input should be less than or equal to (?P<high>\S+)", "应不大于{high}"),
    (r"Input should be a valid integer.*", "应为整数"),
    (r"Input should be a valid number.*", "应为数字"),
    (r"Input should be a finite number.*", "应为有限的数字"),
    (r"Input should be .*", "写法不对"),
)


def told(fault: Any, lang: str) -> str:
    """A fault of usage as lines: how the command is typed, where help is, what is wrong.

    A fault is known by the name of its class: the library keeps these classes to itself.
    """
    ctx = getattr(fault, "ctx", None)
    kind = type(fault).__name__
    if kind == "NoArgsIsHelpError":
        return str(fault.format_message())
    text = _say("error", lang, text=_WRONG.get(kind, _other)(fault, lang))
    if ctx is None:
        return text
    return "\n".join((usage(ctx.command, ctx), _say("try", lang, command=ctx.command_path), "", text))


def in_words(message: str, lang: str) -> str:
    """A sentence of the library in the language."""
    if lang == "zh":
        for pattern, said in SAID:
            found = re.fullmatch(pattern, message, re.DOTALL)
            if found:
                return said.format(**found.groupdict())
    return message


def _missing(fault: Any, lang: str) -> str:
    argument_ = fault.param is None or fault.param.param_type_name == "argument"
    return _say("no_argument" if argument_ else "no_value", lang, name=_name(fault))


def _bad_value(fault: Any, lang: str) -> str:
    return _say("value", lang, name=_name(fault), text=in_words(fault.message, lang))


def _no_option(fault: Any, lang: str) -> str:
    near = ", ".join(sorted(fault.possibilities or ()))
    text = _say("no_option", lang, name=fault.option_name)
    return f"{text}{'' if lang == 'zh' else ' '}{_say('near', lang, names=near)}" if near else text


def _other(fault: Any, lang: str) -> str:
    return in_words(fault.format_message(), lang)


_WRONG = {"MissingParameter": _missing, "BadParameter": _bad_value, "NoSuchOption": _no_option}


def _name(fault: Any) -> str:
    """How the parameter is typed."""
    if fault.param_hint:
        return str(fault.param_hint)
    if fault.param is None:
        return ""
    return argument(fault.param) if fault.param.param_type_name == "argument" else option(fault.param).split(" ")[0]


def _say(key: str, lang: str, **blanks: object) -> str:
    return WORDS[key][0 if lang == "zh" else 1].format(**blanks)
