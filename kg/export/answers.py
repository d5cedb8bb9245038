"""The answers of a language model, kept on the disk so that the same question is asked once."""

import json
from dataclasses import dataclass
from pathlib import Path

from kg.errors import ExtractError
from kg.export.disk import write_files


@dataclass(frozen=True)
class AnswerFolder:
    """The answers of a language model in a folder, one file each; a `kg.extract.backends.AnswerCache`."""

    folder: str | Path

    def get(self, key: str) -> str | None:
        """Return an answer kept, or None.

        Raises:
            ExtractError: the file of an answer holds something else.
        """
        path = Path(self.folder) / f"{key}.json"
        try:
            answer = json.loads(path.read_bytes())["answer"]
        except FileNotFoundError:
            return None
        except (OSError, ValueError, LookupError, TypeError) as error:
            raise ExtractError(f"{path}: no answer that can be read; remove the file to ask anew") from error
        return str(answer)

    def put(self, key: str, answer: str) -> None:
        """Keep an answer: whole, or not at all."""
        write_files(Path(self.folder), {f"{key}.json": json.dumps({"answer": answer}) + "\n"})
