"""The demo's time machine: where the clock stands, and moving it forward."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from aiohttp import web

from adapters.web import bodies, times
from adapters.web.listeners import ClockMoved, Listeners
from adapters.web.ports import TimeMachine
from adapters.web.view import View
from bot.dialogue import phrasing
from bot.ports import Database

MORNING = time(9)
WEEKEND = (5, 6)
FARTHEST = timedelta(days=366)  # in one move


class Clockwork:
    """`GET` and `POST /demo/clock`."""

    def __init__(self, *, machine: TimeMachine, database: Database, listeners: Listeners) -> None:
        self._machine = machine
        self._database = database
        self._listeners = listeners
        self._moving = asyncio.Lock()  # one move at a time

    async def get(self, _request: web.Request) -> web.Response:
        """Where the clock stands."""
        return web.json_response(await self.view())

    async def post(self, request: web.Request) -> web.Response:
        """Move it forward; what falls due on the way is done before the answer."""
        body = await bodies.read(request, bodies.MoveClock)
        zone = await self._zone()
        async with self._moving:
            target = await self._target(body, zone)
            await self._machine.move_to(target)
        self._listeners.publish(ClockMoved())
        return web.json_response(await self.view())

    async def view(self) -> View:
        """The clock as the page shows it."""
        zone, now, due = await self._zone(), self._machine.now(), await self._machine.next_due()
        return {
            "now": now.astimezone(zone).isoformat(timespec="seconds"),
            "wall": times.wall(now, zone),
            "zone": zone.key,
            "place": phrasing.place(zone),
            "next_due": None if due is None else _words(due, zone),
        }

    async def _zone(self) -> ZoneInfo:
        return await self._database.read(lambda work: work.directory.organisation().zone)

    async def _target(self, body: bodies.MoveClock, zone: ZoneInfo) -> datetime:
        now = self._machine.now()
        match body.to:
            case "hour":
                return now + timedelta(hours=1)
            case "four_hours":
                return now + timedelta(hours=4)
            case "next_morning":
                return next_morning(now, zone)
            case "next_due":
                due = await self._machine.next_due()
                if due is None:
                    raise bodies.Unreadable("Nothing is waiting to happen.")
                return max(now, due)
            case "at":
                return _chosen(body.at, zone, now=now)


def _words(at: datetime, zone: ZoneInfo) -> str:
    here = at.astimezone(zone)
    return f"{phrasing.day(here.date())}, {here:%H:%M}"


def next_morning(now: datetime, zone: ZoneInfo) -> datetime:
    """Nine o'clock on the next weekday that has not come yet, in this zone."""
    day = now.astimezone(zone).date()
    while True:
        morning = datetime.combine(day, MORNING, zone).astimezone(UTC)
        if morning > now and day.weekday() not in WEEKEND:
            return morning
        day += timedelta(days=1)


def _chosen(typed: str, zone: ZoneInfo, *, now: datetime) -> datetime:
    at = times.moment(typed, zone)
    if at is None:
        raise bodies.Unreadable("Please give a day and a time, such as 2026-11-24T09:00.")
    if at < now:
        raise bodies.Unreadable("The clock goes forward only. Please choose a later time.")
    if at > now + FARTHEST:
        raise bodies.Unreadable("One move goes a year ahead at most.")
    return at
