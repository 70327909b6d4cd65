"""What is printed where the encoding lacks a character: a sign that means the same, never one that hides it."""

from __future__ import annotations

import codecs
import unicodedata

ERRORS = "nearest_sign"
UNKNOWN = "?"

# Each sign with what stands for it, the nearest first; the last is ASCII.
SIGNS: dict[str, tuple[str, ...]] = {
    "−": ("-",), "–": ("-",), "—": ("-",), "‐": ("-",), "‑": ("-",), "‒": ("-",), "―": ("-",),
    "•": ("·", "*"), "·": ("*",), "●": ("*",), "○": ("o",), "◆": ("*",), "■": ("#",), "□": ("[]",), "★": ("*",),
    "☆": ("*",), "✓": ("√", "v"), "√": ("v",), "✗": ("×", "x"), "≥": (">=",), "≤": ("<=",), "≠": ("!=",),
    "≈": ("~",), "∞": ("inf",), "×": ("x",), "÷": ("/",), "±": ("+/-",), "°": (" deg",), "′": ("'",), "″": ('"',),
    "‰": (" per mille",), "¥": ("￥", "CNY "), "￥": ("¥", "CNY "), "€": ("EUR ",), "£": ("GBP ",), "§": ("s. ",),
    "→": ("->",), "←": ("<-",), "↑": ("^",), "↓": ("v",), "↔": ("<->",), "⇒": ("=>",), "μ": ("u",), "µ": ("u",),
    "‘": ("'",), "’": ("'",), "‚": ("'",), "“": ('"',), "”": ('"',), "„": ('"',), "«": ('"',), "»": ('"',),
    "、": (",",), "。": (".",), "《": ('"',), "》": ('"',), "〈": ("'",), "〉": ("'",), "「": ('"',), "」": ('"',),
    "『": ('"',), "』": ('"',), "【": ("[",), "】": ("]",), "〔": ("[",), "〕": ("]",), "\u3000": (" ",),
    "│": ("|",), "┃": ("|",), "║": ("|",), "━": ("─", "-"), "─": ("-",), "═": ("=",), "╸": ("─", "-"),
    "╺": ("─", "-"), "█": ("#",), "░": (".",), "▁": ("_",),
}  # fmt: skip


def register() -> None:
    """Make ``nearest_sign`` a way to treat what a stream cannot encode."""
    codecs.register_error(ERRORS, _nearest)


def nearest(text: str, encoding: str) -> str:
    """The text as it can be written in an encoding; a question mark only for letters that it has nothing for."""
    return "".join(letter if _has(letter, encoding) else _sign(letter, encoding) for letter in text)


def _nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    # Encodings of 256 characters all call themselves so; each of them has ASCII.
    encoding = "ascii" if error.encoding == "charmap" else error.encoding
    return nearest(error.object[error.start : error.end], encoding), error.end


def _sign(letter: str, encoding: str) -> str:
    # Full-width signs are the plain ones, wider; a letter with an accent is the letter.
    plain = unicodedata.normalize("NFKD", letter)
    bare = "".join(part for part in plain if not unicodedata.combining(part))
    for sign in (*SIGNS.get(letter, ()), plain, bare, _line(letter)):
        if sign and sign != letter and all(_has(one, encoding) for one in sign):
            return sign
    return UNKNOWN


def _line(letter: str) -> str:
    """Corners and crossings of boxes."""
    return "+" if "\u2500" <= letter <= "\u257f" else ""


def _has(letter: str, encoding: str) -> bool:
    try:
        letter.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
