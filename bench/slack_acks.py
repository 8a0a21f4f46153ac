"""How long Slack waits for an acknowledgement while twenty people act at the same moment.

Usage: python -m bench.slack_acks

The real program runs in a process of its own, with its SQLite file and with a stand-in Slack that
it writes to all the while. Twenty people take a complaint each, all at the same moment, step by
step. Times are milliseconds from sending a request to having its answer; beside them stands how
often the floor of the same run goes into them: a bare aiohttp server that checks the signature, and
one that commits a row to SQLite as well.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

import aiohttp

from bench.floors import signed
from bench.house import PEOPLE, ROOT, Slack, people, program
from bench.volleys import Request, Shooter, Volleys
from tests.scenarios.forms import Form, Given
from tests.scenarios.people import SlackUser

BAR = 300.0  # milliseconds, our own: a tenth of what Slack waits
VOLLEYS = 15  # of each floor, before and after
Act = Callable[[SlackUser], Awaitable[object]]
Times = Mapping[str, Sequence[float]]

WARM_UP: Sequence[Act] = (lambda one: one.say("help"), lambda one: one.say("case"))
IN_WORDS: Sequence[Act] = (
    lambda one: one.say("complaint"),
    lambda one: one.choose("Contoso Retail"),
    lambda one: one.choose("Kim Sand"),
    lambda one: one.choose("Ben Cruz"),
    lambda one: one.say("Three of eight tickets of Friday were not answered."),
    lambda one: one.say("20 Nov 2025 14:00"),
    lambda one: one.press("Skip"),
    lambda one: one.say("Kim Sand"),
    lambda one: one.choose("Seen"),
    lambda one: one.press("Go on"),
    lambda one: one.say("Refunds were two days late for 14 customers."),
    lambda one: one.choose("Coach them", "Replace them on the account"),
    lambda one: one.say("I want somebody else by Monday, or a plan that I can believe."),
    lambda one: one.choose("Soon: this week"),
    lambda one: one.choose("No"),
    lambda one: one.press("Keep this answer"),
    lambda one: one.press("Submit"),
)


def page(answers: Mapping[str, Given]) -> Act:
    """Fill in a page of a form, and submit it."""
    return lambda one: Form(one).answer(answers)


IN_FORMS: Sequence[Act] = (
    lambda one: one.client.command("/complaint"),
    page({"Which client raised this?": "Contoso Retail"}),
    page({"Who at the client complained?": "Kim Sand", "Who is it about?": "Ben Cruz"}),
    page({"What was observed?": "Three of eight were not answered.", "How do they know?": "Seen"}),
    lambda one: Form(one).press("Add another allegation"),
    page({"What was observed?": "A call ended early.", "How do they know?": "Reported"}),
    lambda one: Form(one).submit(),
    page(
        {
            "What was the effect on the service?": "Refunds were late for 14 customers.",
            "What does the client ask for?": ("Coach them", "Replace them on the account"),
            "In the client's own words": "I want somebody else by Monday.",
        }
    ),
    page({"How soon does the client need to hear more?": "Soon: this week"}),
    lambda one: Form(one).press("Edit: Effect and wish"),
    lambda one: Form(one).submit(),
    lambda one: Form(one).submit(),
)


async def measure() -> None:
    """Measure everything, and print it."""
    shooter = Shooter()
    with TemporaryDirectory() as made:
        async with aiohttp.ClientSession() as http, _floors() as floors, Slack() as slack:
            at_least = await _floor(shooter, floors)
            async with program(slack, Path(made)) as url:
                volleys = Volleys(shooter, PEOPLE)
                crowd = people(slack, url, volleys, http)
                await _play(crowd, WARM_UP, slack)
                volleys.times.clear()
                volleys.seconds = 0.0
                await _play(crowd, IN_FORMS, slack)
                await _play(crowd, IN_WORDS, slack)
            again = await _floor(shooter, floors)
    shooter.close()
    both = {name: [*times, *again[name]] for name, times in at_least.items()}
    _report(volleys, both, slack)


async def _play(crowd: Sequence[SlackUser], acts: Sequence[Act], slack: Slack) -> None:
    """One act after the other, each by all at once; then what follows may arrive."""
    for act in acts:
        await asyncio.gather(*(act(one) for one in crowd))
        await slack.quiet()


async def _floor(shooter: Shooter, address: str) -> dict[str, list[float]]:
    """How long the bare handlers take, in volleys of the same size."""
    times: dict[str, list[float]] = {}
    body = b'{"event":{"type":"message","text":"%s"}}' % (b"word " * 200)
    for name in ("verified", "kept"):
        request = Request(f"{address}/{name}", body, signed(body))
        for _ in range(VOLLEYS):
            answers = await shooter.fire([request] * PEOPLE)
            if any(answer.status != 200 for answer in answers):
                raise RuntimeError(f"the floor /{name} answered {answers[0].status}")
            times.setdefault(name, []).extend(answer.ms for answer in answers)
    return times


@asynccontextmanager
async def _floors() -> AsyncIterator[str]:
    bare = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bench.floors"), cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    try:
        said = await bare.stdout.readline() if bare.stdout else b""
        yield f"http://127.0.0.1:{int(said)}"
    finally:
        bare.terminate()
        await bare.wait()


def _report(volleys: Volleys, floors: Times, slack: Slack) -> None:
    verified, kept = (_median(floors[name]) for name in ("verified", "kept"))
    print(f"{PEOPLE} at the same moment{'n':>16}{'p50':>8}{'p95':>8}{'max':>8}  / verified  / kept")
    for name, times in [*floors.items(), *sorted(volleys.times.items())]:
        middle = _median(times)
        print(
            f"{name:<24}{len(times):>10}{middle:>8.1f}{_high(times):>8.1f}{max(times):>8.1f}"
            f"{middle / verified:>12.1f}{middle / kept:>8.1f}"
        )
    all_times = [ms for times in volleys.times.values() for ms in times]
    slowest = max(all_times)
    print(f"{len(all_times) / volleys.seconds:,.0f} acknowledgements a second")
    print(f"{len(slack.calls):,} calls to Slack over {len(slack.connections)} connections")
    verdict = "met" if slowest <= BAR else "NOT met"
    print(f"acknowledged within {BAR:.0f} ms: {verdict} (the slowest took {slowest:.0f} ms)")


def _median(times: Sequence[float]) -> float:
    return sorted(times)[len(times) // 2]


def _high(times: Sequence[float]) -> float:
    return quantiles(times, n=20)[-1]


if __name__ == "__main__":
    asyncio.run(measure())
