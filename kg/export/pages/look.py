"""The data files beside this module: palette, words, style, script and template."""

import json
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import TypedDict


class Look(TypedDict):
    """How a group is drawn: its name in both languages, a shape, a colour on light and one on dark ground."""

    ko: str
    en: str
    shape: str
    light: str
    dark: str


def read_text(name: str) -> str:
    """Return the text of a file beside this module."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


PALETTE: dict[str, Look] = json.loads(read_text("palette.json"))
WORDS: dict[str, dict[str, str]] = json.loads(read_text("words.json"))
ABOUT: dict[str, dict[str, str]] = tomllib.loads(read_text("about.toml"))


def about(topic: str, language: str, counts: Mapping[str, str | int]) -> list[str]:
    """Return the paragraphs that say what a page shows and what it leaves out."""
    return [
        " ".join(paragraph.split()).format_map(counts) for paragraph in ABOUT[topic][language].strip().split("\n\n")
    ]
