"""A server on a real port that strangers can neither fill nor hold up."""

import asyncio
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from aiohttp import web

from bot.telegram.transport.http_server import HEADER_SECONDS, MOST_CONNECTIONS, HttpServer
from tests.telegram.http import GET, HALF, HOST, Connection, post

ROOT = Path(__file__).parents[2]

FEW_DESCRIPTORS = """
import asyncio, logging, os, resource, sys
from aiohttp import web
from bot.telegram.transport.http_server import PAUSE, HttpServer

logging.basicConfig(format="%(message)s")
pauses, taken = [], []


async def answer(request):
    return web.Response()


async def sleep(seconds):
    await asyncio.sleep(0)
    if seconds:
        pauses.append(seconds)
    if len(pauses) == 3:
        while taken:
            os.close(taken.pop())


server = HttpServer(answer, sleep=sleep)
port = server.start("127.0.0.1", 0)
limit = len(os.listdir("/proc/self/fd")) + 20
resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
try:
    while sys.argv[1] == "none":
        taken.append(os.dup(0))
except OSError:
    pass
print(port, flush=True)
sys.stdin.read()
print(pauses == [PAUSE] * len(pauses), len(pauses), flush=True)
"""

Connect = Callable[[int], Connection]


@pytest.fixture
def connect() -> Iterator[Connect]:
    """Yield a function that connects to a port until the end of the test."""
    with ExitStack() as open_ones:
        yield lambda port: open_ones.enter_context(Connection(port))


async def welcome(_: web.BaseRequest) -> web.Response:
    return web.Response(text="welcome")


@contextmanager
def serving(server: HttpServer) -> Iterator[int]:
    """Let the server run, and yield its port."""
    port = server.start(HOST, 0)
    try:
        yield port
    finally:
        asyncio.run(server.stop())


def crowd(connect: Connect, port: int, count: int, most: int) -> None:
    """Send so many half requests; as soon as there are more than `most`, the oldest is to be closed.

    Waiting for that is the quicker way: who finds the queue of the system full tries again a second later.
    """
    half_requests = deque[Connection]()
    for _ in range(count):
        half_requests.append(connect(port))
        half_requests[-1].send(HALF)
        if len(half_requests) > most:
            assert half_requests.popleft().answer() == (0, b"")


@contextmanager
def with_few_descriptors(free: str) -> Iterator[tuple[int, "subprocess.Popen[str]"]]:
    """Start a server in a process with twenty descriptors or `none` left; yield its port and the process."""
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", FEW_DESCRIPTORS, free]
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as process:  # noqa: S603
        assert process.stdout is not None
        yield int(process.stdout.readline()), process


def test_it_answers_one_request_after_the_other_on_a_connection(connect: Connect) -> None:
    with serving(HttpServer(welcome)) as port:
        connection = connect(port)
        assert [connection.ask(GET), connection.ask(GET)] == [200, 200]


@pytest.mark.parametrize("half", [b"", b"G", HALF], ids=["nothing", "a letter", "half a header"])
def test_a_request_whose_header_does_not_come_is_given_up(connect: Connect, half: bytes) -> None:
    with serving(HttpServer(welcome, header_seconds=0.1)) as port:
        assert connect(port).ask(half) == 0


def test_hundreds_of_half_requests_do_not_keep_a_whole_one_out(
    connect: Connect, caplog: pytest.LogCaptureFixture
) -> None:
    with serving(HttpServer(welcome)) as port:
        crowd(connect, port, 3 * MOST_CONNECTIONS, most=MOST_CONNECTIONS)
        assert connect(port).ask(GET) == 200

    assert [record.message for record in caplog.records] == [
        f"{MOST_CONNECTIONS} connections are open; the oldest make room for new ones"
    ]


def test_a_trusted_connection_stays_whoever_else_comes(connect: Connect) -> None:
    async def trusting(request: web.BaseRequest) -> web.Response:
        server.trust(request)
        return web.Response()

    server = HttpServer(trusting)
    with serving(server) as port:
        stranger, trusted = connect(port), connect(port)
        assert trusted.ask(GET) == 200
        for _ in range(MOST_CONNECTIONS):
            connect(port).send(HALF)
        assert [connect(port).ask(GET), trusted.ask(GET), stranger.ask(GET)] == [200, 200, 0]


def test_what_is_no_http_is_refused_without_a_word_in_the_log(
    connect: Connect, caplog: pytest.LogCaptureFixture
) -> None:
    with serving(HttpServer(welcome)) as port:
        for data in (b"\x16\x03\x01\x02\x00\r\n\r\n", GET.replace(b"GET", b"G T"), b"GET / HTTP/1.1\r\n: x\r\n\r\n"):
            assert connect(port).ask(data) == 400

    assert not caplog.records


def test_a_mistake_of_the_handler_is_logged_and_hurts_nobody_else(
    connect: Connect, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(request: web.BaseRequest) -> web.Response:
        if request.method == "POST":
            raise ValueError("a mistake")
        return web.Response()

    with serving(HttpServer(fail)) as port:
        assert (connect(port).ask(post("/")), connect(port).ask(GET)) == (500, 200)

    assert [record.exc_text or str(record.exc_info) for record in caplog.records if "a mistake" in str(record.exc_info)]


def test_it_stops_while_strangers_hold_on(connect: Connect) -> None:
    with serving(HttpServer(welcome, header_seconds=100 * HEADER_SECONDS)) as port:
        half = connect(port)
        half.send(HALF)

    assert half.answer() == (0, b"")


def test_an_address_that_this_machine_does_not_have_is_an_error() -> None:
    with pytest.raises(OSError, match="assign requested address"):
        HttpServer(welcome).start("192.0.2.1", 0)


def test_a_port_that_is_taken_is_an_error() -> None:
    with serving(HttpServer(welcome)) as port, pytest.raises(OSError, match="in use"):
        HttpServer(welcome).start(HOST, port)


@pytest.mark.slow
def test_without_descriptors_it_waits_for_some_and_says_so_once(connect: Connect) -> None:
    with with_few_descriptors("none") as (port, process):
        assert connect(port).ask(GET) == 200
        output, said = process.communicate()

    assert output == "True 3\n"
    assert said == "no connection can be accepted: Too many open files\n"


@pytest.mark.slow
def test_strangers_that_hold_the_last_descriptors_make_room_at_once(connect: Connect) -> None:
    with with_few_descriptors("twenty") as (port, process):
        crowd(connect, port, 300, most=50)
        assert connect(port).ask(GET) == 200
        output, said = process.communicate()

    assert output == "True 0\n"
    assert said == "no connection can be accepted: Too many open files\n"
