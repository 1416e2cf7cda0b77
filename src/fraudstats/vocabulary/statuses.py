"""The words and the letters that print a status of SDMX beside a number or a label."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["STATUS_LETTERS", "STATUS_WORDS"]

#: Code of SDMX's CL_OBS_STATUS -> words that print it.
STATUS_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "P": (
            *"provisional preliminary prov. prov prelim. prelim 暂定 暫定 暂定値 暫定値 暫定值 速報 速報値".split(),
            *"初步 初步数据 初步數據 临时 臨時".split(),
        ),
        "R": tuple("revised rev. rev 修订 修訂 修正 改訂".split()),
        "E": tuple("estimated estimates estimate est. est 估计 估計 推計 推定".split()),
        "A": ("final", "確定値", "确定值", "確定值"),
        "B": ("break in series", "series break", "break"),
    }
)
#: Code -> letter in square brackets behind a number (Government Analysis Function of the United Kingdom, 2023, *Using
#: symbols and shorthand in tables*); a break and another definition have none there, and take b and d.
STATUS_LETTERS: Mapping[str, str] = MappingProxyType({"P": "p", "R": "r", "E": "e", "B": "b", "D": "d", "M": "x"})
