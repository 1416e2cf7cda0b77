"""The structure message of the SDMX export: concepts, code lists, data structures and dataflows, as SDMX-ML 3.0."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree import ElementTree as ET

from fraudstats.dataset import Dataset
from fraudstats.dataset.schema import SCHEMA
from fraudstats.errors import ExportError
from fraudstats.exports.about import AUTHOR, TITLE, issued_at
from fraudstats.vocabulary import CODE_LISTS

__all__ = ["AGENCY", "OPEN_LISTS", "structure_message"]

AGENCY = "FRAUDSTATS"
_ROOT = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0"
_NAMESPACES = {"mes": f"{_ROOT}/message", "str": f"{_ROOT}/structure", "com": f"{_ROOT}/common"}
#: Table that names codes -> code list that is made of it, which differs from dataset to dataset.
OPEN_LISTS = {"areas": "area", "indicators": "indicator"}
#: Kind of column -> SDMX data type.
_TYPES = {"text": "String", "number": "Double", "date": "GregorianDay", "flag": "Boolean"}
#: Components that are no column: name, description, data type.
_ADDED = {
    "TIME_PERIOD": ("Time period", "Window that the number counts", "ObservationalTimePeriod"),
    "UNIT_MULT": ("Unit multiplier", "Exponent of ten by which the value is to be multiplied", "Integer"),
    "DECIMALS": ("Decimals", "Digits after the decimal point", "Integer"),
}
_FLOWS = {
    "OBSERVATIONS": "Observations whose window is known at both ends",
    "OBSERVATIONS_OPEN": "Observations whose window has an unknown end",
}


def structure_message(
    dataset: Dataset, components: Mapping[str, str], dimensions: tuple[str, ...], lists: Mapping[str, str]
) -> bytes:
    """The structure message.

    Parameters
    ----------
    dataset : Dataset
        Gives the codes of areas and indicators, and the version: its state.
    components : dict
        Column of the observations -> component.
    dimensions : tuple of str
        The columns that are dimensions.
    lists : dict
        Component -> name of its code list.

    Raises
    ------
    ExportError
        If the release is not a calendar version, or a code has a character that SDMX does not allow in one.
    """
    for prefix, address in _NAMESPACES.items():
        ET.register_namespace(prefix, address)
    root = ET.Element(_tag("mes:Structure"))
    _add_header(root, dataset)
    message = _Message(_add(root, "mes:Structures"), dataset.state.version, components, lists)
    message.add_codelists(dataset)
    message.add_concepts()
    message.add_dataflows()
    message.add_data_structures(dimensions)
    ET.indent(root)
    return ET.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _tag(name):
    prefix, _, local = name.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


def _add(parent, tag, text=None, **attributes):
    element = ET.SubElement(parent, _tag(tag), attributes)
    element.text = text
    return element


def _add_name(parent, english, chinese=None):
    for language, text in (("en", english), ("zh", chinese)):
        if isinstance(text, str):
            name = _add(parent, "com:Name", text)
            name.set("{http://www.w3.org/XML/1998/namespace}lang", language)


def _add_header(root, dataset):
    header = _add(root, "mes:Header")
    _add(header, "mes:ID", f"fraudstats-{dataset.state.version.replace('.', '-')}")
    _add(header, "mes:Test", "false")
    _add(header, "mes:Prepared", issued_at(dataset.release).isoformat())
    _add_name(_add(header, "mes:Sender", id=AGENCY), AUTHOR)


class _Message:
    """The artefacts of one message, which share agency and version."""

    def __init__(self, structures, version, components, lists):
        self.structures, self.version, self.components, self.lists = structures, version, components, lists
        self.columns = SCHEMA["observations"].columns

    def _artefact(self, parent, tag, identity, name):
        element = _add(parent, tag, id=identity, agencyID=AGENCY, version=self.version)
        _add_name(element, name)
        return element

    def _urn(self, kind, identity, item=""):
        return f"urn:sdmx:org.sdmx.infomodel.{kind}={AGENCY}:{identity}({self.version}){item}"

    def add_codelists(self, dataset: Dataset) -> None:
        """Closed lists from the vocabulary, open ones from the dataset."""
        parent = _add(self.structures, "str:Codelists")
        closed = {name: CODE_LISTS[name] for name in self.lists.values() if name in CODE_LISTS}
        for name, codes in (_open_codes(dataset) | closed).items():
            codelist = self._artefact(parent, "str:Codelist", f"CL_{name.upper()}", f"Code list of {name}")
            for code, names in codes.items():
                names = (names,) if isinstance(names, str) else names
                _add_name(_add(codelist, "str:Code", id=_valid(code, name)), *names)

    def add_concepts(self) -> None:
        """One concept per component, named and described."""
        parent = _add(self.structures, "str:ConceptSchemes")
        scheme = self._artefact(parent, "str:ConceptScheme", "CONCEPTS", TITLE)
        described = {n: (_words(n), self.columns[column].meaning) for column, n in self.components.items()}
        for identity, (name, description) in (described | {n: words[:2] for n, words in _ADDED.items()}).items():
            concept = _add(scheme, "str:Concept", id=identity)
            _add_name(concept, name)
            text = _add(concept, "com:Description", description)
            text.set("{http://www.w3.org/XML/1998/namespace}lang", "en")

    def add_dataflows(self) -> None:
        """The two dataflows, each with its data structure."""
        parent = _add(self.structures, "str:Dataflows")
        for identity, name in _FLOWS.items():
            flow = self._artefact(parent, "str:Dataflow", identity, name)
            _add(flow, "str:Structure", self._urn("datastructure.DataStructure", identity))

    def add_data_structures(self, dimensions: tuple[str, ...]) -> None:
        """Dimensions, attributes and the measure of each dataflow."""
        parent = _add(self.structures, "str:DataStructures")
        for identity, name in _FLOWS.items():
            structure = self._artefact(parent, "str:DataStructure", identity, name)
            components = _add(structure, "str:DataStructureComponents")
            self._add_dimensions(components, dimensions, timed=identity == "OBSERVATIONS")
            attributes = _add(components, "str:AttributeList", id="AttributeDescriptor")
            for component in self._attributes(dimensions):
                attribute = self._add_component(attributes, "str:Attribute", component)
                _add(_add(attribute, "str:AttributeRelationship"), "str:Observation")
            measures = _add(components, "str:MeasureList", id="MeasureDescriptor")
            self._add_component(measures, "str:Measure", "OBS_VALUE")

    def _attributes(self, dimensions):
        columns = [n for column, n in self.components.items() if column not in dimensions]
        return [n for n in [*columns, "UNIT_MULT", "DECIMALS"] if n != "OBS_VALUE"]

    def _add_dimensions(self, components, dimensions, timed):
        parent = _add(components, "str:DimensionList", id="DimensionDescriptor")
        for position, column in enumerate(dimensions, 1):
            self._add_component(parent, "str:Dimension", self.components[column], position=str(position))
        if timed:
            self._add_component(parent, "str:TimeDimension", "TIME_PERIOD")

    def _add_component(self, parent, tag, component, **attributes):
        element = _add(parent, tag, id=component, **attributes)
        concept = self._urn("conceptscheme.Concept", "CONCEPTS", f".{component}")
        _add(element, "str:ConceptIdentity", concept)
        representation = _add(element, "str:LocalRepresentation")
        if component in self.lists:
            codelist = self._urn("codelist.Codelist", f"CL_{self.lists[component].upper()}")
            _add(representation, "str:Enumeration", codelist)
        else:
            _add(representation, "str:TextFormat", textType=self._type(component))
        return element

    def _type(self, component):
        if component in _ADDED:
            return _ADDED[component][2]
        column = next(column for column, name in self.components.items() if name == component)
        return _TYPES[self.columns[column].kind]


def _words(component):
    """``PERIOD_START`` -> ``Period start``."""
    return component.replace("_", " ").capitalize()


def _open_codes(dataset: Dataset) -> dict[str, dict[str, tuple[str, str | None]]]:
    """The open code lists: list -> code -> names in English and Chinese."""
    lists = {}
    for table, name in OPEN_LISTS.items():
        rows = dataset.table(table)
        named = zip(rows["name_en"], rows["name_zh"], strict=True)
        lists[name] = dict(zip(rows.iloc[:, 0], named, strict=True))
    return lists | {"area": {"_Z": ("Not applicable", None)} | lists["area"]}


def _valid(code, name):
    if not re.fullmatch(r"[A-Za-z0-9_@$\-]+", code):
        raise ExportError(
            f"the {name} code {code!r} cannot be written as SDMX, whose codes have letters, digits, '_', '-', '@' and "
            f"'$' only; rename it in the raw records"
        )
    return code
