"""Standard populations: the age distributions to which rates are standardised.

The numbers are those of the publications named, in the age groups in which they are published. They are weights, so
only their proportions matter, and they need not add up to a round number (the WHO's per cents add up to 100.035).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

__all__ = ["STANDARD_POPULATIONS", "StandardPopulation"]


@dataclass(frozen=True, slots=True)
class StandardPopulation:
    """An age distribution that a body has published as a standard.

    Attributes
    ----------
    meaning : str
    weights : mapping
        Age group (``"0-4"``, the last one open: ``"85+"``) -> its weight.
    source : str
        The publication.
    """

    meaning: str
    weights: Mapping[str, float]
    source: str


def _fives(first: int, *weights: float) -> dict[str, float]:
    """Weights of five-year groups from an age on, the last one open."""
    ages = [first + 5 * step for step in range(len(weights))]
    names = [f"{age}-{age + 4}" for age in ages[:-1]] + [f"{ages[-1]}+"]
    return dict(zip(names, weights, strict=True))


_INFANTS_2013, _INFANTS_1976 = {"0-0": 1000.0, "1-4": 4000.0}, {"0-0": 1600.0, "1-4": 6400.0}
_INFANTS_SEGI = {"0-0": 2400.0, "1-4": 9600.0}

#: Code -> standard population.
STANDARD_POPULATIONS: Mapping[str, StandardPopulation] = MappingProxyType(
    {
        "who_2000_2025": StandardPopulation(
            "World, WHO 2000-2025, per cent",
            MappingProxyType(
                _fives(
                    0,
                    *(8.86, 8.69, 8.60, 8.47, 8.22, 7.93, 7.61, 7.15, 6.59, 6.04, 5.37),
                    *(4.55, 3.72, 2.96, 2.21, 1.52, 0.91, 0.44, 0.15, 0.04, 0.005),
                )
            ),
            "Ahmad, O. B., Boschi-Pinto, C., Lopez, A. D., Murray, C. J. L., Lozano, R. and Inoue, M. (2001). Age "
            "standardization of rates: a new WHO standard. GPE Discussion Paper 31, World Health Organization, table 1",
        ),
        "segi_1960": StandardPopulation(
            "World, Segi 1960 as modified by Doll, per 100,000",
            MappingProxyType(
                _INFANTS_SEGI
                | _fives(5, 10e3, 9e3, 9e3, 8e3, 8e3, 6e3, 6e3, 6e3, 6e3, 5e3, 4e3, 4e3, 3e3, 2e3, 1e3, 500, 500)
            ),
            "Segi, M. (1960). Cancer mortality for selected sites in 24 countries (1950-57). Tohoku University; "
            "modified by Doll, R., Payne, P. and Waterhouse, J. (1966). Cancer incidence in five continents, I. UICC",
        ),
        "europe_1976": StandardPopulation(
            "Europe 1976 (Scandinavian), per 100,000",
            MappingProxyType(_INFANTS_1976 | _fives(5, *[7e3] * 10, 6e3, 5e3, 4e3, 3e3, 2e3, 1e3, 1e3)),
            "Waterhouse, J., Muir, C. S., Correa, P. and Powell, J. (1976). Cancer incidence in five continents, III. "
            "IARC Scientific Publications 15",
        ),
        "europe_2013": StandardPopulation(
            "Europe 2013 (EU-27 and EFTA, 2011-2030), per 100,000",
            MappingProxyType(
                _INFANTS_2013
                | _fives(
                    5,
                    *(5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000, 7000),
                    *(6500, 6000, 5500, 5000, 4000, 2500, 1500, 800, 200),
                )
            ),
            "Eurostat (2013). Revision of the European Standard Population: report of Eurostat's task force. "
            "Methodologies and Working Papers, doi 10.2785/11470",
        ),
    }
)
