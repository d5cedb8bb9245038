"""What is refused unread, so that no input can take the machine's time or memory.

The largest digest of the source has 90 kB, 50 entries and lines of 6,000 characters: a hundredth of the first two caps
and a tenth of the third.
"""

from collections.abc import Sequence

from kg.read.lines import Line

MOST_BYTES = 16 * 2**20
MOST_ENTRIES = 5_000
LONGEST_LINE = 65_536


def oversize(lines: Sequence[Line]) -> tuple[int, str] | None:
    """Return the line number and the reason where a line or the number of entries passes its cap."""
    headings = [line.number for line in lines if line.level == 3]
    if len(headings) > MOST_ENTRIES:
        return headings[MOST_ENTRIES], f"more than {MOST_ENTRIES:,} entries in one digest; split the file"
    long = next((line for line in lines if len(line.text) > LONGEST_LINE), None)
    if long:
        return long.number, f"a line of {len(long.text):,} characters; at most {LONGEST_LINE:,} are read"
    return None
