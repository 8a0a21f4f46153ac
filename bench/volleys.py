"""Requests sent at the same moment, from a process of their own, and the time each took."""

from __future__ import annotations

import asyncio
import json
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from urllib.parse import parse_qs

import aiohttp


@dataclass(frozen=True)
class Request:
    """One request, ready to be sent."""

    url: str
    body: bytes
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Answer:
    """What came back, and after how many milliseconds."""

    status: int
    body: str
    ms: float


class Shooter:
    """A process that does nothing else, so that what it measures is not its caller's work."""

    def __init__(self) -> None:
        self._process = ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn"))

    async def fire(self, requests: Sequence[Request]) -> Sequence[Answer]:
        """Send all at once; the answers in the same order."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._process, _fire, requests)

    def close(self) -> None:
        """End the process."""
        self._process.submit(_close).result()
        self._process.shutdown()


_kept: dict[str, tuple[asyncio.Runner, aiohttp.ClientSession]] = {}  # in the shooter's process


def _fire(requests: Sequence[Request]) -> Sequence[Answer]:
    if not _kept:
        runner = asyncio.Runner()
        _kept["it"] = (runner, runner.run(_session()))
    runner, session = _kept["it"]
    return runner.run(_all(session, requests))


def _close() -> None:
    for runner, session in _kept.values():
        runner.run(session.close())
        runner.close()
    _kept.clear()


async def _session() -> aiohttp.ClientSession:
    return aiohttp.ClientSession()


async def _all(session: aiohttp.ClientSession, requests: Sequence[Request]) -> Sequence[Answer]:
    return await asyncio.gather(*(_one(session, request) for request in requests))


async def _one(session: aiohttp.ClientSession, request: Request) -> Answer:
    start = time.perf_counter()
    async with session.post(request.url, data=request.body, headers=request.headers) as answer:
        body = await answer.text()
        return Answer(answer.status, body, (time.perf_counter() - start) * 1000)


@dataclass
class Volleys:
    """Holds back what people send until all of them have something to send, then sends it."""

    shooter: Shooter
    size: int
    times: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    seconds: float = 0.0  # from the first request of a volley to its last answer, in all
    _waiting: list[tuple[Request, asyncio.Future[Answer]]] = field(default_factory=list)

    async def send(self, request: Request) -> Answer:
        """Wait for the others, and for the answer."""
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append((request, answer))
        if len(self._waiting) == self.size:
            await self._fire()
        return await answer

    async def _fire(self) -> None:
        waiting, self._waiting = self._waiting, []
        answers = await self.shooter.fire([request for request, _ in waiting])
        self.seconds += max(answer.ms for answer in answers) / 1000
        for (request, future), answer in zip(waiting, answers, strict=True):
            self.times[kind(request)].append(answer.ms)
            future.set_result(answer)


def kind(request: Request) -> str:
    """What Slack calls this kind of request."""
    if request.headers["Content-Type"] == "application/json":
        return str(json.loads(request.body)["event"]["type"])
    form = parse_qs(request.body.decode())
    if "payload" not in form:
        return "command"
    return str(json.loads(form["payload"][0])["type"])
