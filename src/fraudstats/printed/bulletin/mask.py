"""What looks like a number in a sentence and counts nothing is masked: dates, articles of law, ages, telephone numbers.

A mask keeps the length of the text, so that every place stays what it was. Labels of periods have a mask of their own,
because words around a number lean on them: "compared with (last year)".

>>> masked("第266条规定,抓获37人(14至89岁)", ()).replace(NOISE, "_")
'_____规定,抓获37人(________'
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from fraudstats.printed.bulletin.money import is_currency

__all__ = ["LABEL", "NOISE", "PERCENT", "masked"]

#: Stand for a character of a period's label, of what counts nothing, and of 百分之.
LABEL, NOISE, PERCENT = "\ue000", "\ue001", "\ue002"
_CJK = "零〇一二两三四五六七八九十百千万"
_NUMBER = rf"(?:\d[\d,]*(?:\.\d+)?|[{_CJK}]+)"
_AGE = r"(?:周?岁|歳|代(?=[のは女男以、])|才(?=[のは女男、]))"
_NOISE = re.compile(
    rf"第\s?{_NUMBER}(?:条(?:之{_NUMBER})?|款|次会议|号|届|个|批|次|章|季|位|名|号|期|特区|部)?"
    rf"|\b(?:articles?|sections?|no\.?|nos\.?|№|chapter|phase|page|resolution|part|level|tier|form|room|layer) ?\(?\d+(?:[-–.]\d+)*"
    rf"|{_NUMBER}\s?(?:至|到|-|~|、|から)?\s?(?:{_NUMBER})?\s?(?:多|余)?{_AGE}(?:\s?(?:至|到|-|~|から)\s?{_NUMBER}\s?{_AGE})?"
    r"|\baged? (?:between )?\d+(?:(?: and | to |-)\d+)?|\b(?:over|under)[- ]\d0s?\b(?= (?:reported|lost|age))|\b\d+[- ]years?[- ]olds?\b"
    r"|\b(?:in (?:his|her|their) )?\d0s\b|\b\d{4}s\b"
    r"|\d{1,2}:\d{2}(?::\d{2})?|\d{1,2}時(?:\d{1,2}分)?"
    r"|https?://[^\s。，]+|\bwww\.\S+|\S+@\S+\.\w+|\S+\.(?:html?|shtml|jpg|png|pdf)\b"
    r"|(?<![\d.,])0\d{2,4}[- ]\d{6,8}|\b(?:1\d{10}|\d{3}-\d{3,4}-\d{4})\b|\+\d{2,3}[- ]\d[\d -]{6,}"
    r"|[\"“”'‘「『]?\d{1,2}[·.•]\d{1,2}[\"“”'’」』](?:\s?(?:专案|案|特大|大案|系列))?"
    r"|[\"“”「『(]\d{3,6}[\"“”」』)](?=[^\w]*(?:热线|专线|反诈|电话|平台|hotline))|(?:拨打|热线|专线|hotline|helpline|dial|call(?:ing)?)[^\d\n]{0,6}\d{3,8}(?![\d,]|\s?(?:个|人|名|宗|件|次))"
    r"|(?<![\d,])\d{3,6}(?=反诈|专线|热线|打诈|防诈|防骗|诈骗仪| hotline|反诈骗)"
    r"|(?<![a-z])[a-z]+(?:-|·)?\d+[a-z\d]*(?![\d,.]*\d*\s?(?:million|billion|万|亿|bn?\b|mn?\b|mil))"
    r"|(?<=\d)g(?:-|\b)|\b\d+g\b"
    rf"|(?<![{_CJK}\d])(?:一(?:些|批|系列|大批|线|直|样|定|般|方|旦|起(?!案)|致|律|步|举|体|条龙|切|度|级|审|次性|度|年|时|经|共(?=[^\d{_CJK}]))|十分|万一|千方百计|百姓|万物|千家万户|百万警|四通八达|三令五申|五花八门|两国|两岸|两地|两卡|三非|四大|百日|千万不要)"
    r"|\btop[- ](?:\d+|five|ten|three|two)\b|(?:[十五三四]|\d{1,2})大(?=诈骗|类|手法|诈|家族|骗|高|重点|常见|行动)|前\d{1,2}[名位]|\b(?:one of|no one|anyone|one-stop|two-way|one-time|two-year|third-party|24/7|24-hour|one another|one by one)\b|\bone\b(?! (?:million|billion|hundred|thousand|lakh|crore|per ?cent|percent))"
    r"|\d{1,2}-(?:day|month|week|hour|minute|year|member|nation|country|point|digit)\b"
    r"|\b\d{1,3}/\d{1,3}\b|\b\d{1,2}:\d{1,3}\b|\[\d{1,2}\]"
)
_PERCENT = re.compile(r"百分之")
_MIDDLE_DOT = re.compile(r"(?<=\d)[・·](?=\d)")


def masked(text: str, labels: Iterable[tuple[int, int]]) -> str:
    """A folded sentence without what counts nothing."""
    parts, end = [], 0
    for start, stop in labels:
        parts += [text[end:start], LABEL * (stop - start)]
        end = max(end, stop)
    text = "".join([*parts, text[end:]])
    text = _MIDDLE_DOT.sub(".", _PERCENT.sub(PERCENT * 3, text))
    return _NOISE.sub(lambda match: _unless_money(match), text)


def _unless_money(match):
    """A word glued to digits is a name (covid-19), unless it is a currency (hk$, rm35)."""
    letters = re.match(r"[a-z]+", match.group())
    if letters and is_currency(letters.group()):
        return match.group()
    return NOISE * len(match.group())
