"""Kinds of item of a price list of services (医疗服务项目), within the categories of a bill."""

from __future__ import annotations

from collections.abc import Iterator

from sim.vocabulary.names import Category, Name


class Service(Name):
    """What is charged as a service or a test; ``treatment`` is what the others leave of services, ``imaging`` of tests.

    ``imaging`` are all examinations that are no laboratory tests (检查), ``tcm`` what is charged as Chinese medicine.
    """

    CONSULTATION = 0
    BED = 1
    NURSING = 2
    SURGERY = 3
    TREATMENT = 4
    TCM = 5
    IMAGING = 6
    LABORATORY = 7

    @property
    def category(self) -> Category:
        """The category of a bill that it is part of."""
        return Category.TESTS if self >= Service.IMAGING else Category.SERVICES


SERVICE_PARTS = tuple(service for service in Service if service.category is Category.SERVICES)
TEST_PARTS = tuple(service for service in Service if service.category is Category.TESTS)


def part_name(service: Service, setting: str, where: str) -> str:
    """The parameter that says which part of its category a kind of item is."""
    return f"part_{service.id}_{setting}_{where}"


def _parts() -> Iterator[tuple[str, str]]:
    """The parameters and their units: treatment and imaging are the rest, beds and nursing belong to stays."""
    for where in ("primary", "hospital"):
        for setting in ("visit", "stay"):
            for service in Service:
                rest = service in {Service.TREATMENT, Service.IMAGING}
                if not rest and (setting == "stay" or service not in {Service.BED, Service.NURSING}):
                    of = "service" if service.category is Category.SERVICES else "test"
                    yield part_name(service, setting, where), f"share of {of} charges"


PARTS = dict(_parts())  # parameter -> unit
