"""Asking a language model behind an OpenAI-compatible endpoint, with retries, and remembering what it said.

A question is the body of the request as one line of JSON; it holds model, prompt, schema and text, so its SHA-256 is
the key under which its answer is kept.
"""

import hashlib
import http.client
import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NoReturn, Protocol
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from kg.errors import ExtractError

PASSING = frozenset({408, 425, 429})
"""Statuses besides 5xx that are worth another attempt."""
ATTEMPTS = 4
TIMEOUT = 120.0  # seconds without a byte
LONGEST_PAUSE = 60.0  # seconds
MOST_BYTES = 4 * 2**20  # of an answer
ADDRESS = re.compile(
    r"(?P<scheme>https?)://(?P<host>[A-Za-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?(?:/[A-Za-z0-9._~%/:=-]*)?"
)
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})


class Chat(Protocol):
    """Whoever answers questions."""

    def ask(self, question: str) -> str:
        """Return what the model says to a question."""
        ...


class AnswerCache(Protocol):
    """Where answers are kept; whoever may touch the disk brings one."""

    def get(self, key: str) -> str | None:
        """Return an answer kept, or None."""
        ...

    def put(self, key: str, answer: str) -> None:
        """Keep an answer."""
        ...


@dataclass(frozen=True)
class Remembering:
    """Asks each question once, and then only the cache."""

    chat: Chat
    cache: AnswerCache

    def ask(self, question: str) -> str:
        """Return the answer kept, else ask and keep it."""
        key = hashlib.sha256(question.encode()).hexdigest()
        answer = self.cache.get(key)
        if answer is None:
            answer = self.chat.ask(question)
            self.cache.put(key, answer)
        return answer


class _Stay(HTTPRedirectHandler):
    """Follows no redirect: it would take the key and the text to another host."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Return no request; the status is then an error as any other."""


class _Passing(Exception):  # noqa: N818 - no error unless it stays
    """A failure that may have gone a moment later; `pause` is what the server asks to wait."""

    def __init__(self, reason: str, pause: float = 0.0) -> None:
        super().__init__(reason)
        self.pause = pause


@dataclass(frozen=True)
class Endpoint:
    """A model, and where it is served: `url` is what `/chat/completions` is put behind.

    The pauses between attempts double from one second on; a server may ask for longer ones, up to a minute.

    Raises:
        ExtractError: the address cannot be used, or the key would cross a network in the clear.
    """

    url: str
    model: str
    key: str = field(default="", repr=False)
    timeout: float = TIMEOUT
    sleep: Callable[[float], object] = field(default=time.sleep, repr=False)

    def __post_init__(self) -> None:
        found = ADDRESS.fullmatch(self.url)
        if not found:
            raise ExtractError("endpoint of the model: expected http(s)://HOST[:PORT]/PATH, without a name or a query")
        if self.key and found["scheme"] == "http" and found["host"] not in LOOPBACK:
            raise ExtractError(f"{self.url}: a key is sent over https only; change the address, or give no key")
        if not (self.key.isascii() and self.key.isprintable()):
            raise ExtractError("the key of the endpoint holds a character that no header can; copy it anew")

    @property
    def address(self) -> str:
        """Where questions are put."""
        return f"{self.url.rstrip('/')}/chat/completions"

    def ask(self, question: str) -> str:
        """Return what the model says; what fails for the moment is tried again a few times.

        Raises:
            ExtractError: the endpoint refuses, or fails every time.
        """
        for attempt in range(ATTEMPTS):
            try:
                return _content(self._post(question))
            except _Passing as failure:
                if attempt == ATTEMPTS - 1:
                    raise ExtractError(
                        f"{self.address}: {failure} ({ATTEMPTS} attempts); try again later: with a cache, what is "
                        "answered already is not asked again"
                    ) from failure
                self.sleep(min(max(2.0**attempt, failure.pause), LONGEST_PAUSE))
        raise AssertionError  # the last attempt returns or raises

    def _post(self, question: str) -> bytes:
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        request = Request(self.address, question.encode(), headers, method="POST")  # noqa: S310 - scheme checked above
        try:
            with build_opener(_Stay).open(request, timeout=self.timeout) as response:
                body: bytes = response.read(MOST_BYTES + 1)
        except HTTPError as error:
            self._refused(error)
        except (OSError, http.client.HTTPException) as error:
            cause = getattr(error, "reason", error)
            slow = isinstance(cause, TimeoutError)
            raise _Passing(f"no answer within {self.timeout:g} seconds" if slow else f"no answer: {cause}") from error
        if len(body) > MOST_BYTES:
            raise ExtractError(
                f"{self.address}: an answer of more than {MOST_BYTES:,} bytes; is this the right address?"
            )
        return body

    def _refused(self, error: HTTPError) -> NoReturn:
        """Raise what an HTTP status means, quoting the server, but never the key."""
        with error:
            try:
                said = error.read(2000).decode("utf-8", "replace")
            except (OSError, http.client.HTTPException):
                said = ""
        said = " ".join(said.replace(self.key, "…").split() if self.key else said.split())[:200]
        reason = f"HTTP {error.code}" + (f": {said}" if said.isprintable() and said else "")
        if error.code in PASSING or error.code >= 500:
            raise _Passing(reason, _seconds(error.headers.get("Retry-After"))) from None
        raise ExtractError(f"{self.address}: {reason}; check the address, the model's name and the key") from None


def _seconds(text: str | None) -> float:
    """Return what a Retry-After header asks for; a date counts as nothing.

    >>> _seconds("7"), _seconds("Wed, 21 Oct 2015 07:28:00 GMT"), _seconds(None)
    (7.0, 0.0, 0.0)
    """
    return float(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0.0


def _content(body: bytes) -> str:
    """Return the text of an answer; a refusal of the model is an empty one."""
    try:
        message = json.loads(body)["choices"][0]["message"]
        content = message.get("content")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise _Passing("an answer that is no chat completion") from error
    return content if isinstance(content, str) else ""
