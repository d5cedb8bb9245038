"""The committed build of the bundled sample is what the program writes."""

from pathlib import Path

import kg

EXPORTS = Path(__file__).resolve().parents[1] / "exports"


def test_rebuilding_the_sample_gives_the_committed_bytes(tmp_path: Path) -> None:
    """`make demo` changes nothing that git would show."""
    kg.build().write(tmp_path)

    assert {path.name for path in EXPORTS.iterdir()} == {path.name for path in tmp_path.iterdir()}
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (EXPORTS / path.name).read_bytes(), f"{path.name} differs; run 'make demo'"
