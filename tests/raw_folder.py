"""A small sound raw folder, which tests spoil in one place each."""

from pathlib import Path

AREAS = """\
areas:
- {id: CN, name_en: China, name_zh: 中国}
- {id: MM, name_en: Myanmar, name_zh: 缅甸}
- {id: LA, name_en: Laos, name_zh: 老挝}
- {id: VN, name_en: Viet Nam, name_zh: 越南}
"""
ISSUERS = """\
issuers:
- {id: mps, name_en: Ministry, name_zh: 公安部, area: CN}
- {id: authors, name_en: Authors}
"""
INDICATORS = """\
indicators:
- id: cases_solved
  name_en: Cases solved
  name_zh: 破案
  definition: Cases that police declare solved.
  counted: cases
  unit: cases
  iccs: "0701"
  topic: test
- id: handed_over
  name_en: Suspects handed over
  name_zh: 移交
  definition: Suspects handed over.
  counted: persons
  unit: persons
  iccs: none
  iccs_reason: A handover is not an offence.
  topic: test
"""
SOURCE = """\
source:
  issuer: mps
  outlet: Outlet
  title: 标题
  url: https://example.org/a
  published: 2022-01-01
  language: zh
  kind: news_report
  tier: state_media
  witness: agency-2022-01-01
  terms: not_seen
observations:
  - id: solved
    indicator: cases_solved
    ref_area: CN
    start: 2021-01
    end: 2021-11
    text: 37万余起
    value: 370000
    qualifier: more_than
    unit: cases
    confidence: high
changes:
  - id: solved-yoy
    of: solved
    text: 44.2%
    percent: 44.2
"""


class RawFolder:
    """Writes raw files and reads the folder."""

    def __init__(self, path: Path):
        self.path = path
        lists = {"areas": AREAS, "issuers": ISSUERS, "indicators": INDICATORS}
        lists |= {
            "releases": "releases: [{id: 2026.1.0, date: 2026-01-31}]\n",
            "withdrawn": "withdrawn: []\n",
            "errata": "errata: []\n",
            "reviewed": "reviewed: []\n",
            "gaps": "gaps: []\n",
            "searches": "searches: []\n",
        }
        for name, text in lists.items():
            self.write(f"{name}.yaml", text)
        self.write("sources/mps/a.yaml", SOURCE)

    def write(self, name, content):
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def source(self, name, sections, **fields):
        """A further source file: the sound source's record with other fields, and these sections."""
        head = SOURCE.partition("observations:")[0]
        for field, value in fields.items():
            lines = [f"  {field}: {value}" if line.startswith(f"  {field}:") else line for line in head.splitlines()]
            head = "\n".join(lines) + "\n"
        self.write(f"sources/mps/{name}.yaml", head + sections)

    def spoil(self, old, new, name="sources/mps/a.yaml"):
        """Replace one text in a file, and return the problems that this causes."""
        text = (self.path / name).read_text(encoding="utf-8")
        assert text.count(old) >= 1, f"{old!r} is not in {name}"
        self.write(name, text.replace(old, new, 1))
        return self.problems()

    def problems(self):
        from fraudstats.sources import read_raw

        return read_raw(self.path).problems

    def dataset(self):
        from fraudstats.dataset import from_raw

        return from_raw(self.path)
