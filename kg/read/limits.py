"""What is refused unread, so that no input can take the machine's time or memory.

The largest digest of the source has 160 kB, 80 entries and lines of 6,000 characters; these caps are a hundred,
sixty and ten times that.
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
    longest = max(lines, key=lambda line: len(line.text))
    if len(longest.text) > LONGEST_LINE:
        return longest.number, f"a line of {len(longest.text):,} characters; at most {LONGEST_LINE:,} are read"
    return None
