"""Play the main case with everybody on Slack, and picture whatever anybody sees.

Usage: python -m tests.pictures [folder] [--quick] [--chapter NAME]…
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.pictures import film
from tests.pictures.camera import Camera, Shot
from tests.pictures.cast import Cast
from tests.pictures.story import CHAPTERS
from tests.scenarios import world as worlds

ORGANISATION = Path(__file__).with_name("organisation.yaml")


async def play(shots: list[Shot]) -> None:
    """The whole story; whatever is seen in it, in order."""
    with TemporaryDirectory() as folder:
        async with worlds.world(Path(folder), organisation=ORGANISATION) as world:
            camera = Camera(world, shots)
            cast = Cast.at(world)
            for chapter in CHAPTERS:
                camera.chapter = chapter.__name__
                await chapter(cast)


def main() -> None:
    """Read the command line, play, and develop."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("pictures"))
    parser.add_argument("--quick", action="store_true", help="at a desk by day only")
    parser.add_argument("--chapter", action="append", choices=[c.__name__ for c in CHAPTERS])
    given = parser.parse_args()
    shots: list[Shot] = []
    try:
        asyncio.run(play(shots))
    finally:  # what was seen until then shows where the story broke off
        wanted = [s for s in shots if not given.chapter or s.name.split("/")[0] in given.chapter]
        looks = film.ALL[:1] if given.quick else film.ALL
        made = asyncio.run(film.develop(wanted, given.folder, looks))
    sys.stdout.write(f"{len(made)} pictures in {given.folder}; all on {given.folder}/index.html\n")


if __name__ == "__main__":
    main()
