"""A language model is asked over HTTP: with patience, without leaks, and only once."""

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from kg.cli import KEY_VARIABLE, Exit, main
from kg.errors import ExtractError
from kg.export.answers import AnswerFolder
from kg.extract.backends import Backend
from kg.extract.backends.endpoint import ATTEMPTS, LONGEST_PAUSE, Endpoint, Remembering

BODY = "본 논문은 Compass-X를 제안한다. Compass-X는 HarborBench에서 71.5%를 기록했다."
DIGEST = f"## Daily Papers (2025-02-20)\n\n### [Compass-X](https://arxiv.org/abs/2502.13923)\n\n- {BODY}\n"
SENTENCE = "Compass-X는 HarborBench에서 71.5%를 기록했다."
KEY = "sk-not-a-real-key"


def entity(id_: str, name: str, kind: str = "Model", role: str = "introduces") -> dict[str, Any]:
    """Return an entity as a model would state it."""
    return {"id": id_, "name": name, "aliases": [], "type": kind, "role": role, "evidence": SENTENCE}


GOOD: dict[str, Any] = {
    "entities": [entity("a", "Compass-X"), entity("b", "HarborBench", "Benchmark", "evaluatesOn")],
    "relations": [],
    "results": [],
}
INVENTED = {**GOOD, "entities": [*GOOD["entities"], entity("z", "Zeppelin-9")]}


@dataclass
class Reply:
    """What the server answers once, and after how long."""

    content: str | None = None
    status: int = 200
    raw: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0

    def body(self) -> bytes:
        """Return the bytes: a chat completion, unless they are given."""
        message = {"role": "assistant", "content": self.content}
        return self.raw if self.raw is not None else json.dumps({"choices": [{"message": message}]}).encode()


class Server(ThreadingHTTPServer):
    """Gives one reply after the other, the last for ever, and remembers what it was asked."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.replies = [Reply(json.dumps(GOOD))]
        self.asked: list[tuple[str, dict[str, str], dict[str, Any]]] = []

    @property
    def url(self) -> str:
        """Where it stands."""
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class Handler(BaseHTTPRequestHandler):
    """Answers for the server."""

    server: Server

    def do_POST(self) -> None:
        """Give the next reply."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, dict(self.headers), body))
        reply = self.server.replies.pop(0) if len(self.server.replies) > 1 else self.server.replies[0]
        time.sleep(reply.delay)
        try:
            self.send_response(reply.status)
            for name, value in {"Content-Length": str(len(reply.body())), **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body())
        except OSError:  # who asked has given up
            pass

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Return a server on loopback, which no proxy of the machine stands before."""
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.delenv(KEY_VARIABLE, raising=False)
    with Server() as serving:
        threading.Thread(target=serving.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield serving
        serving.shutdown()


def ask(server: Server, *replies: Reply, key: str = "", timeout: float = 5.0) -> tuple[str, list[float]]:
    """Ask for an answer; return it and the pauses made."""
    server.replies = list(replies)
    pauses: list[float] = []
    return Endpoint(server.url, "m", key, timeout=timeout, sleep=pauses.append).ask('{"model":"m"}'), pauses


# --- one question -------------------------------------------------------------------------------


def test_a_question_is_one_request(server: Server) -> None:
    """To the path of chat completions, the question being its body."""
    assert ask(server, Reply("나침반")) == ("나침반", [])
    ((path, headers, body),) = server.asked

    assert path == "/v1/chat/completions"
    assert headers["Content-Type"] == "application/json"
    assert "Authorization" not in headers
    assert body == {"model": "m"}


def test_a_key_is_sent_and_nothing_else_knows_it(server: Server) -> None:
    """Not even an error in which the server repeats it, or the endpoint's own words about itself."""
    ask(server, Reply("x"), key=KEY)
    assert server.asked[0][1]["Authorization"] == f"Bearer {KEY}"
    with pytest.raises(ExtractError, match=r"HTTP 401: no such key: …; check the address") as raised:
        ask(server, Reply(status=401, raw=f"no such key: {KEY}".encode()), key=KEY)

    assert KEY not in str(raised.value)
    assert KEY not in repr(Endpoint(server.url, "m", KEY))


def test_a_refusal_of_the_model_is_an_empty_answer(server: Server) -> None:
    """The entry then keeps what ours found."""
    assert ask(server, Reply(None)) == ("", [])


# --- patience -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "failure",
    [
        Reply(status=500),
        Reply(status=503),
        Reply(status=429),
        Reply(raw=b'{"choices": ['),
        Reply(raw=b'{"error": "busy"}'),
        Reply(raw=b"[]"),
        Reply(raw=b"half", headers={"Content-Length": "99"}),
    ],
    ids=["500", "503", "429", "cut off", "error", "list", "torn"],
)
def test_what_fails_for_the_moment_is_tried_again(server: Server, failure: Reply) -> None:
    """After pauses that double."""
    assert ask(server, failure, failure, Reply("good"), timeout=1.0) == ("good", [1.0, 2.0])
    assert len(server.asked) == 3


def test_what_fails_every_time_is_an_error(server: Server) -> None:
    """It says what happened and what to do."""
    with pytest.raises(ExtractError, match=rf"HTTP 500: out of order \({ATTEMPTS} attempts\); try again later"):
        ask(server, Reply(status=500, raw=b"out of\norder"))
    assert len(server.asked) == ATTEMPTS


def test_an_answer_that_takes_too_long_is_given_up(server: Server) -> None:
    """And asked for again."""
    assert ask(server, Reply("slow", delay=0.5), Reply("good"), timeout=0.1) == ("good", [1.0])
    with pytest.raises(ExtractError, match=r"no answer within 0.1 seconds"):
        ask(server, Reply("slow", delay=0.3), timeout=0.1)


def test_a_server_may_ask_for_a_longer_pause(server: Server) -> None:
    """But not for ever."""
    waits = [
        Reply(status=429, headers={"Retry-After": wait}) for wait in ("7", "86400", "Wed, 21 Oct 2015 07:28:00 GMT")
    ]

    assert ask(server, *waits, Reply("good")) == ("good", [7.0, LONGEST_PAUSE, 4.0])


@pytest.mark.parametrize("status", [400, 401, 404])
def test_a_refusal_is_not_tried_again(server: Server, status: int) -> None:
    """Nothing would change."""
    with pytest.raises(ExtractError, match=f"HTTP {status}; check"):
        ask(server, Reply(status=status, raw=b""))
    assert len(server.asked) == 1


def test_a_redirect_is_not_followed(server: Server) -> None:
    """It would take key and text elsewhere."""
    with pytest.raises(ExtractError, match="HTTP 302"):
        ask(server, Reply(status=302, headers={"Location": f"{server.url}/elsewhere"}, raw=b""), key=KEY)
    assert len(server.asked) == 1


def test_nobody_at_the_address_is_an_error(server: Server) -> None:
    """Port 9 discards, where anything listens at all."""
    with pytest.raises(ExtractError, match="no answer: "):
        Endpoint("http://127.0.0.1:9/v1", "m", sleep=lambda _: None, timeout=1.0).ask("{}")
    assert server.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "ftp://host/v1",
        "http://",
        "file:///etc/passwd",
        "http://me:pw@host/v1",
        "http://h/v1?key=1",
        "http://h:x/",
        "http://a b",
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    """And not repeated, as it may hold a password."""
    with pytest.raises(ExtractError, match="expected http") as raised:
        Endpoint(url, "m")
    assert "pw" not in str(raised.value)


def test_a_key_never_crosses_a_network_in_the_clear() -> None:
    """On the machine itself it may."""
    with pytest.raises(ExtractError, match="over https only"):
        Endpoint("http://example.org/v1", "m", KEY)
    Endpoint("http://localhost:8000/v1", "m", KEY)
    Endpoint("https://example.org/v1", "m", KEY)
    with pytest.raises(ExtractError, match="holds a character"):
        Endpoint("https://example.org/v1", "m", "sk-\r\nX-Header: 1")


@pytest.mark.parametrize(
    "text", ["llm", "llm:", "llm:http://h/v1", "llm:#m", "gpt:http://h/v1#m", "spacy:", "llm:ftp://h#m"]
)
def test_a_back_end_of_another_form_is_refused(text: str) -> None:
    """With the forms there are, or what an address looks like."""
    with pytest.raises(ExtractError, match="expected"):
        Backend.parse(text)


# --- memory -------------------------------------------------------------------------------------


def test_an_answer_is_asked_for_once(server: Server, tmp_path: Path) -> None:
    """The second time nobody is asked; another question is another matter."""
    chat = Remembering(Endpoint(server.url, "m"), AnswerFolder(str(tmp_path / "cache")))
    server.replies = [Reply("나침반 \udce9"), Reply("other")]

    assert [chat.ask('{"q":1}'), chat.ask('{"q":1}'), chat.ask('{"q":2}')] == ["나침반 \udce9"] * 2 + ["other"]
    assert len(server.asked) == 2
    assert {len(path.name) for path in (tmp_path / "cache").iterdir()} == {64 + len(".json")}


def test_a_file_that_is_no_answer_is_an_error(tmp_path: Path) -> None:
    """Rather than a silent request that costs."""
    (tmp_path / "k.json").write_text('{"answer"', encoding="utf-8")
    with pytest.raises(ExtractError, match=r"k\.json: no answer that can be read; remove the file"):
        AnswerFolder(tmp_path).get("k")


# --- the command --------------------------------------------------------------------------------


@pytest.fixture
def day(tmp_path: Path) -> Path:
    """Return a digest of one paper."""
    path = tmp_path / "day.md"
    path.write_text(DIGEST, encoding="utf-8")
    return path


def names_of(line: str) -> set[str]:
    """Return the names in a printed record."""
    return {each["name"] for each in json.loads(line)["entities"]}


def test_a_second_run_asks_for_nothing_and_prints_the_same(
    server: Server, day: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even after the server has gone; the key is on no stream and in no file."""
    monkeypatch.setenv(KEY_VARIABLE, KEY)
    server.replies = [Reply(json.dumps(INVENTED))]
    command = ["extract", str(day), "--backend", f"llm-only:{server.url}#m", "--cache", str(tmp_path / "cache")]
    assert main(command) == Exit.GOOD
    first = capsys.readouterr()
    server.shutdown()
    server.server_close()

    assert main(command) == Exit.GOOD
    assert capsys.readouterr() == first
    assert len(server.asked) == 1
    assert names_of(first.out) == {"Compass-X", "HarborBench"}
    assert first.err.splitlines() == [
        "language model: entries 1, statements dropped 1",
        "  1: a name that is not in the text",
    ]
    assert not any(KEY in path.read_text(encoding="utf-8") for path in (tmp_path / "cache").iterdir())


def test_an_answer_in_broken_json_leaves_what_ours_found(
    server: Server, day: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And says so."""
    server.replies = [Reply('{"entities": [{"name": "Comp')]
    assert main(["extract", str(day)]) == Exit.GOOD
    ours = capsys.readouterr().out

    assert main(["extract", str(day), "--backend", f"llm-only:{server.url}#m"]) == Exit.GOOD
    said = capsys.readouterr()
    assert said.out == ours
    assert "answers not in the shape asked for: 1;" in said.err


def test_a_build_says_which_model_it_asked(server: Server, day: Path, tmp_path: Path) -> None:
    """The manifest names it, without its address."""
    out = tmp_path / "out"
    assert main(["build", str(day), "-o", str(out), "--backend", f"llm:{server.url}#m"]) == Exit.GOOD
    text = (out / "manifest.json").read_text(encoding="utf-8")

    assert json.loads(text)["pipeline"] == "llm:m"
    assert "127.0.0.1" not in text


def test_an_endpoint_that_refuses_fails_the_command(
    server: Server, day: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In one line, and nothing is written."""
    server.replies = [Reply(status=404, raw=b"no model m")]
    out = tmp_path / "out"

    assert main(["build", str(day), "-o", str(out), "--backend", f"llm:{server.url}#m"]) == Exit.FAILED
    assert "HTTP 404: no model m; check the address, the model's name and the key" in capsys.readouterr().err
    assert not out.exists()


def test_a_back_end_of_another_form_is_wrong_usage(day: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As any argument."""
    with pytest.raises(SystemExit) as stopped:
        main(["extract", str(day), "--backend", "oracle:x"])

    assert stopped.value.code == Exit.USAGE
    assert "expected spacy:NAME, llm:URL#MODEL" in capsys.readouterr().err
