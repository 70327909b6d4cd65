"""Odd numbers, words and characters: what people, spreadsheets and programs put where a value should stand."""

from __future__ import annotations

_NUMBERS = """
nan NaN .nan inf -inf .inf Infinity 1e308 1e309 -1e308 5e-324 -1 0 -0 1 2 10 65 100 1e7 10000000 1e-7 2147483648
4294967296 9223372036854775808 0x10 0o17 1_000 1,000 1.234,5 1.5.2 ١٢ １２ １．５ ² ½ 三成 百分之三十 30% 30％ 10-15%
1.5亿 1,234.5万元 1/2 =1+1 1e5e5 +5 --5 .5 5. 1e 0.30000000000000004
"""
_WORDS = r"""
null ~ true false yes no None [] {} [[]] 2016-01-01 2016-02-30 2016/1/1 2016年1月 1989 2101 2050 ' " a,b all outside
baseline reform .. ../.. / \ C:\x CON ！ ： ， “x” [/red] $\frac{x$ _^{}$$\%&# <b> &amp; =HYPERLINK(1) 瀍河 镕 𠮷 👍
%s {0} {x} !!python/object:os.system &a *a # -
"""
NUMBERS = (*_NUMBERS.split(), "9" * 40, "9" * 5000)
WORDS = (
    *_WORDS.split(), "", " ", "\u00a0", "\ufeff", "\u200b", "e\u0301", "\u202ereversed", "{a: 1}", "a\tb", "- ", "? ",
    "| ", "> ", "x" * 300, "x" * 70_000,
)  # fmt: skip
CHARACTERS = (
    *"\0\x01\x07\x1b\x7f\x85\u2028\u00a0\ufeff\ufffd\uffff\r\n\t,;:'[]{}\\#&*!|>%@`\"\U0001f600",
    *"：，。；！（）“”‘’＝％－＋０１２３４５６７８９ａＡ\u3000",
)
FULL_WIDTH = str.maketrans("0123456789.,:;-+%()", "０１２３４５６７８９．，：；－＋％（）")
ENCODINGS = ("gb18030", "utf-16", "utf-16-le", "utf-8-sig", "big5", "utf-32", "latin-1", "cp037")
