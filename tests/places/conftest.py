"""The small gazetteer, once for all tests of the room; the product's own is loaded by those that name it."""

import pytest
from gazetteer_cases import resolver

from tawthiq.places.resolver import Resolver


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Resolver:
    return resolver(tmp_path_factory.mktemp("gazetteer"))


@pytest.fixture(scope="session")
def full() -> Resolver:
    return Resolver.load()
