"""What several test files need."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real documents beside the checkout; tests that read them are marked `shared_data`."""
    folder = Path(__file__).resolve().parents[1].parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("there is no folder ../shared/data with real documents")
    return folder
