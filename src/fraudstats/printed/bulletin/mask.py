"""What looks like a number in a sentence and counts nothing is masked: dates, articles of law, ages, telephone numbers.

A mask keeps the length of the text, so that every place stays what it was. Labels of periods have a mask of their own,
because words around a number lean on them: "compared with (last year)".

>>> masked("第266条规定,抓获37人(14至89岁)", ()).replace(NOISE, "_")
'_____规定,抓获37人(______)'
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from fraudstats.printed.bulletin.lexicon import words
from fraudstats.printed.bulletin.money import is_currency

__all__ = ["LABEL", "MIXED", "NOISE", "PERCENT", "masked"]

#: Stand for a character of a period's label, of what counts nothing, and of 百分之.
LABEL, NOISE, PERCENT = "\ue000", "\ue001", "\ue002"

_CJK = "零〇一二两三四五六七八九十百千万"
# Numbers are taken whole and never twice (the + behind a quantifier), so that a long run of digits costs its length.
_NUMBER = rf"(?<![\d,.{_CJK}])(?:\d[\d,]*+(?:\.\d++)?+|[{_CJK}]++)"
_TO = r"\s?(?:至|到|-|~|、|から)\s?"
_AGE = r"\s?[多余]?(?:周?岁|歳|代(?=[のは女男以、])|才(?=[のは女男、]))"
_AMOUNT = r"(?![\d,.]*+\s?(?:million|billion|trillion|万|亿|b(?:n|il)?\b|m(?:n|il)?\b))"
_LAW = "articles?|sections?|nos?\\.?|№|chapter|phase|page|resolution|part|level|tier|form|room|layer"
_HOTLINE = "反诈|专线|热线|打诈|防诈|防骗|诈骗仪| hotline"
_IDIOMS = (
    rf"些|批|系列|大批|线|直|样|定|般|方|旦|起(?!案)|致|律|步|举|体|条龙|切|度|级|审|次性|年|时|经|共(?=[^\d{_CJK}])"
)

#: A number half in digits and half in words, of which neither half is the number: 311-point-six billion.
MIXED = re.compile(
    r"\b(?:\d+-point-[a-z\d]+|[a-z]+-(?:hundred|thousand|million)-\d+)(?: (?:million|billion|trillion))?\b"
)

_NOISE = re.compile(
    "|".join(
        (
            MIXED.pattern,
            # positions in a count: 第266条, 第3次, section 420, no. 5, page 3
            rf"第\s?{_NUMBER}(?:条(?:之{_NUMBER})?|款|次会议|特区|[号届个批次章季位名期部])?",
            rf"\b(?:{_LAW}) ?\(?\d++(?:[-–.]\d++)*+",
            # ages: 14至89岁, 40~60代, aged 14 to 89, 45-year-old, in their 20s
            rf"{_NUMBER}(?:{_AGE})?(?:{_TO}{_NUMBER})?{_AGE}",
            r"\baged? (?:between )?\d++(?:(?: and | to |-)\d++)?|\b\d++[- ]years?[- ]olds?\b",
            r"\b(?:over|under|above|below) the age of \d++",
            r"\b(?:in (?:his|her|their) )?\d0s\b|\b\d{4}s\b|\b(?:over|under)[- ]\d0s?\b(?= (?:reported|lost|age))",
            # times of the day, ratios, footnotes
            r"\d{1,2}:\d{2}(?::\d{2})?|\d{1,2}時(?:\d{1,2}分)?|\b\d{1,3}:\d{1,3}\b|\b\d{1,3}/\d{1,3}\b|\[\d{1,2}\]",
            # addresses
            r"https?://[!-~]++|\bwww\.[!-'*-~]++|[\w.-]{1,60}+@\S{1,60}+|\b[\w/-]{1,60}+\.(?:s?html?|jpg|png|pdf)\b",
            # telephone numbers and hotlines
            r"(?<![\d.,])0\d{2,4}[- ]\d{6,8}|\b1\d{10}\b|\b\d{3}-\d{3,4}-\d{4}\b|\+\d{2,3}[- ]\d[\d -]{6,15}",
            r"(?:拨打|热线|专线|hotline|helpline|dial|call(?:ing)?)[^\d\n]{0,6}\d{3,8}(?![\d,.]|\s?[个人名宗件次起万亿元円条部台份笔户家张])",
            rf"(?<![\d,])\d{{3,6}}(?={_HOTLINE})|[\"“”「『(]\d{{3,6}}[\"“”」』)](?=\W*(?:{_HOTLINE}|电话|平台))",
            # names of cases and of things: “4·01”专案, covid-19, 5g, top 10, 十大
            r"[\"“”'‘「『]?\d{1,2}[·.•]\d{1,2}[\"“”'’」』](?:\s?(?:专案|案|特大|大案|系列))?",
            rf"(?<![a-z])[a-z]++[-·]?\d++[a-z\d]*+(?!,\d){_AMOUNT}|\b\d+g\b",
            # a class of accidents or cases, the count in brackets of a change: 死亡3人以上事故, 8.3%(约1500件)减って
            rf"(?:一次)?(?:死亡)?{_NUMBER}(?:人|名|元|美元|公斤|克|吨|岁)以上(?=的?(?:[较重特]|[^，,。；;\d]{{0,8}}(?:事故|案件)))",
            rf"(?<=%)\((?:约|約)?{_NUMBER}(?:余|余り)?(?:件|人|円|亿円|万円|宗|名|起)\)(?=と?の?(?:大幅に|やや|急)?[増减增])",
            r"[$£€]\d[\d,]*+ or (?:under|over|less|more)(?=[;),])|\bquarter (?:one|two|three|four)\b",
            # durations and standing numbers: 连续14个月, by the 43 police forces
            rf"连续{_NUMBER}个?(?:年|月|季度|周|天)|[两二三四五六](?:项|者|类|种)(?=指标|指数|数据|数字|均|共|同比|合计)",
            r"\b(?:by|across|of|in) (?:all )?the \d{1,3}(?= (?:police |law )?"
            r"(?:forces|states|countries|prefectures|provinces|districts|agencies|banks)\b)",
            r"\btop[- ](?:\d++|five|ten|three|two)\b|前\d{1,2}[名位]",
            r"(?:[十五三四]|\d{1,2})大(?=诈骗|类|手法|诈|家族|骗|高|重点|常见|行动)",
            r"\d{1,2}-(?:day|month|week|hour|minute|year|member|nation|country|point|digit)\b|24/7|24-hour",
            # differences beside their percentage: 41.7 percent or 3,627 cases, (+22宗); the base of a rate: 每十万人
            r"(?:(?<=%)|(?<=percent)|(?<=per cent)) or \d[\d,]*+(?= )|(?<=\()[+-]\s?\d[\d,]*+(?![\d.]|\s?%)",
            rf"每{_NUMBER}(?=人|名|户)|{_NUMBER}(?:件|人|名|世帯|日)(?:あたり|当たり)",
            # idioms with a numeral
            rf"(?<![{_CJK}\d])(?:一(?:{_IDIOMS})|十分|万一|千方百计|百姓|万物|千家万户|百万警|百日|千万不要)",
            rf"(?<![{_CJK}\d])(?:四通八达|三令五申|五花八门|两国|两岸|两地|两卡|三非|四大)",
            r"\b(?:no one|anyone|one-stop|two-way|one-time|third-party|one another|one by one)\b",
            r"\bone\b(?! (?:million|billion|hundred|thousand|lakh|crore|per ?cent|percent))",
        )
    )
)
_PERCENT = re.compile(r"百分之")
_MIDDLE_DOT = re.compile(r"(?<=\d)[・·](?=\d)")


#: The clause before a percentage that is a change, and not a share.
_CLAUSE = re.compile(r"[.;](?!\d)")
_CHANGED = re.compile(rf"{words('cues', 'rise')}|{words('cues', 'fall')}")


def masked(text: str, labels: Iterable[tuple[int, int]]) -> str:
    """A folded sentence without what counts nothing."""
    parts, end = [], 0
    for start, stop in labels:
        parts += [text[end:start], LABEL * (stop - start)]
        end = max(end, stop)
    text = "".join([*parts, text[end:]])
    text = _MIDDLE_DOT.sub(".", _PERCENT.sub(PERCENT * 3, text))
    return _NOISE.sub(_unless_money, text)


def _unless_money(match):
    """A word glued to digits is a name (covid-19), unless it is a currency (hk$, rm35)."""
    if match.group().startswith(" or ") and not _CHANGED.search(_CLAUSE.split(match.string[: match.start()])[-1]):
        return match.group()  # 86.2 per cent or 1,654 cases: a share and its count
    letters = re.match(r"[a-z]+", match.group())
    if letters and is_currency(letters.group()):
        return match.group()
    return NOISE * len(match.group())
